'use client'

import { useTranslations } from 'next-intl'
import { FilterBar } from '@/components/data-table/filter-bar'
import { useActWords } from './use-act-words'

export function AuditFilters({ acts }: { acts: readonly string[] }) {
  const t = useTranslations('audit')
  const words = useActWords()
  return (
    <FilterBar
      filters={[
        { kind: 'search', name: 'who', label: t('who') },
        {
          kind: 'choice',
          name: 'act',
          label: t('act'),
          any: t('anyAct'),
          options: acts.map((act) => ({ value: act, label: words(act) })),
          className: 'w-52',
        },
        { kind: 'search', name: 'subject', label: t('subject') },
        { kind: 'day', name: 'from', label: t('from'), notAfter: 'to' },
        { kind: 'day', name: 'to', label: t('to'), notBefore: 'from' },
      ]}
    />
  )
}
