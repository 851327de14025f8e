'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { CauseTitles } from '@/lib/faults/cause-titles'
import type { AttentionItem } from '@/lib/overview/find-attention'
import { AttentionRow } from './attention-row'

/** More would hide the worst among the rest. */
const SHOWN = 8

interface AttentionListProps {
  items: readonly AttentionItem[]
  causes: CauseTitles
  currency: string
}

/** What is wrong now, dearest first. */
export function AttentionList({ items, causes, currency }: AttentionListProps) {
  const t = useTranslations('overview.attention')
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? items : items.slice(0, SHOWN)
  return (
    <section className="flex min-h-80 min-w-0 flex-col rounded-lg border bg-card" aria-labelledby="attention">
      <header className="flex items-baseline justify-between gap-2 px-4 pt-3 pb-2">
        <h2 id="attention" className="font-medium">
          {t('title')}
          <span className="ml-1.5 text-muted-foreground">{items.length}</span>
        </h2>
        {items.some(({ costPerHour }) => costPerHour !== null) && (
          <p className="text-muted-foreground text-xs" title={t('estimateHelp')}>
            {t('estimate')}
          </p>
        )}
      </header>
      {items.length === 0 ? (
        <div className="flex flex-1 flex-col items-center justify-center gap-2 pb-8 text-muted-foreground">
          <CircleCheck className="size-6" aria-hidden />
          <p>{t('nothing')}</p>
        </div>
      ) : (
        <ul className="max-h-108 overflow-y-auto px-2 pb-2">
          {shown.map((item) => (
            <AttentionRow key={item.key} item={item} titles={causes.titles} currency={currency} />
          ))}
        </ul>
      )}
      {items.length > SHOWN && (
        <Button variant="ghost" size="sm" className="mx-2 mb-2" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('fewer') : t('all', { count: items.length })}
        </Button>
      )}
    </section>
  )
}
