'use client'

import { Handshake } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/shell/empty-state'
import { Money } from '@/components/ui/format'
import type { Agreement } from '@/lib/hosts/queries/agreements'
import { useTermsWords } from './use-terms-words'

/** Agreements with hosts, by site. */
export function AgreementsTable({ agreements }: { agreements: readonly Agreement[] }) {
  const t = useTranslations('hosts')
  const words = useTermsWords()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the page
  const columns = useMemo<readonly Column<Agreement>[]>(
    () => [
      { id: 'host', header: t('agreements.host'), value: ({ host }) => host.name, width: 180, required: true },
      { id: 'site', header: t('agreements.site'), value: ({ siteName }) => siteName, width: 170, filter: {} },
      { id: 'terms', header: t('agreements.terms'), value: ({ terms }) => words(terms), width: 320 },
      { id: 'from', header: t('agreements.from'), value: ({ terms }) => terms.validFrom, width: 104 },
      {
        id: 'to',
        header: t('agreements.to'),
        value: ({ terms }) => terms.validTo ?? t('agreements.untilFurther'),
        width: 140,
      },
      {
        id: 'last',
        header: t('agreements.last'),
        value: ({ lastMonth }) => lastMonth ?? t('agreements.never'),
        width: 130,
      },
      {
        id: 'open',
        header: t('agreements.open'),
        value: ({ open }) => Number(open),
        cell: ({ open }) => <Money amount={Number(open).toFixed(2)} currency="SEK" />,
        numeric: true,
        width: 140,
      },
    ],
    [],
  )
  return (
    <DataTable
      label={t('agreements.title')}
      rows={agreements}
      columns={columns}
      rowKey={({ id }) => String(id)}
      onRowHref={({ id }) => `/revenue/hosts/${id}`}
      search={agreements.length > 8 ? t('agreements.search') : false}
      urlPrefix="a-"
      defaultSort="site"
      maxHeight="22rem"
      empty={<EmptyState icon={<Handshake />} title={t('empty.title')} text={t('empty.text')} />}
    />
  )
}
