import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/or-not-found'
import { requireActor } from '@/app/session'
import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditTable } from '@/components/audit/audit-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { HOME_TIME_ZONE } from '@/i18n/locales'
import { listAudit, listAuditActs } from '@/lib/audit/queries'
import { dayStart } from './day-start'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

interface Wanted {
  who?: string
  act?: string
  subject?: string
  from?: string
  to?: string
  before?: string
}

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requireActor('audit.read')
  const t = await getTranslations('audit')
  const wanted = read(await searchParams)
  const [page, acts] = await orNotFound(
    Promise.all([
      listAudit(actor, {
        who: wanted.who,
        act: wanted.act,
        subject: wanted.subject,
        from: dayStart(wanted.from, HOME_TIME_ZONE),
        // The last day counts whole.
        to: dayStart(wanted.to, HOME_TIME_ZONE, 1),
        cursor: wanted.before,
      }),
      listAuditActs(actor),
    ]),
  )
  const href = (before: string | null) => `?${new URLSearchParams({ ...wanted, before: before ?? '' })}`
  return (
    <Page title={t('title')} description={t('description')}>
      <AuditFilters acts={acts} />
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <AuditTable
            rows={page.rows.map((row) => ({
              ...row,
              id: String(row.id),
              at: row.at.toISOString(),
              before: row.before,
              after: row.after,
            }))}
          />
        ) : (
          <EmptyState icon={<ScrollText />} title={t('empty.title')} text={t('empty.text')} />
        )}
      </Card>
      <nav aria-label={t('pages')} className="flex justify-between gap-2">
        {wanted.before ? (
          <Button asChild variant="outline">
            <Link href={href(null)}>{t('newest')}</Link>
          </Button>
        ) : (
          <span />
        )}
        {page.next && (
          <Button asChild variant="outline">
            <Link href={href(page.next)}>{t('older')}</Link>
          </Button>
        )}
      </nav>
    </Page>
  )
}

const NAMES = ['who', 'act', 'subject', 'from', 'to', 'before'] as const

function read(params: Record<string, string | string[] | undefined>): Wanted {
  const given = NAMES.map((name) => [name, params[name]] as const).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  )
  return Object.fromEntries(given)
}
