'use client'

import { TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { toast } from 'sonner'
import { DateTime } from '@/components/ui/format'
import { formatDate } from '@/components/ui/format-values'
import type { ShownJob } from '@/lib/field/tablet/shown-job'
import type { FieldStore } from './tablet/field-store'
import { TouchButton } from './touch-button'

interface JobConflictsProps {
  readonly job: ShownJob
  readonly store: FieldStore
  readonly isOnline: boolean
}

/** Times that could not be, and what they became: the tablet's clock was wrong when it was done. */
function Corrected({ entries }: { entries: ShownJob['entries'] }) {
  const t = useTranslations('field')
  const locale = useLocale()
  return (
    <ul className="grid gap-1 p-4 text-muted-foreground text-sm">
      {entries.map(({ id, kind, at, detail }) => (
        <li key={id}>
          <DateTime at={at} /> · {t(`kind.${kind}`)}.{' '}
          {t('timeCorrected', { time: formatDate(String(detail.saidAt), locale, 'date-time') })}
        </li>
      ))}
    </ul>
  )
}

/** What was done here and could not be applied, and why. Shown until somebody says to have seen it. */
export function JobConflicts({ job, store, isOnline }: JobConflictsProps) {
  const t = useTranslations('field')
  const unseen = job.entries.filter(({ conflict, conflictSeenAt }) => conflict !== null && conflictSeenAt === null)
  const corrected = job.entries.filter(({ detail }) => typeof detail.saidAt === 'string')
  if (unseen.length === 0) return corrected.length === 0 ? null : <Corrected entries={corrected} />
  const see = () => store.seeConflicts(job.id).catch(() => toast.error(t('sync.needsNetwork')))
  return (
    <section aria-label={t('conflict.label')} className="grid gap-2 border-b bg-status-attention/8 p-4">
      <h3 className="flex items-center gap-2 font-medium text-base text-status-attention">
        <TriangleAlert className="size-5" aria-hidden />
        {t('conflict.label')}
      </h3>
      <ul className="grid gap-1">
        {unseen.map(({ id, kind, at, byName, conflict }) => (
          <li key={id}>
            <DateTime at={at} /> · {byName && `${byName}: `}
            {t(`kind.${kind}`)}. {t(`conflict.${conflict as 'closed'}`)}
          </li>
        ))}
      </ul>
      {corrected.length > 0 && <Corrected entries={corrected} />}
      <TouchButton variant="outline" className="w-fit" disabled={!isOnline} onClick={see}>
        {t('conflict.seen')}
      </TouchButton>
    </section>
  )
}
