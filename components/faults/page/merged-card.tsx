'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import type { FaultActions } from '../fault-actions'
import { useFaultWords } from '../use-fault-words'
import type { ShownLink } from './shown-fault'

/** What was merged into it; each can be parted from it again. */
export function MergedCard({ merged, split }: { merged: readonly ShownLink[]; split: FaultActions['split'] | null }) {
  const t = useTranslations('faults')
  const words = useFaultWords()
  const { act, pending } = useAct()
  return (
    <section aria-labelledby="merged" className="rounded-lg border bg-card px-4 py-3">
      <h2 id="merged" className="mb-2 font-medium">
        {t('page.mergedTitle')}
      </h2>
      <ul className="flex flex-col gap-1">
        {merged.map((fault) => (
          <li key={fault.id} className="flex items-center gap-2">
            <Link href={`/faults/${fault.id}`} prefetch={false} className="min-w-0 truncate hover:underline">
              {words.title(fault)}
              <span className="text-muted-foreground"> · {words.station(fault)}</span>
            </Link>
            {split && (
              <Button
                variant="ghost"
                size="sm"
                className="ml-auto"
                pending={pending}
                onClick={() => void act(split, { id: fault.id }, t('split.done'))}
              >
                {t('split.act')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
