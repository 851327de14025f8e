import { useTranslations } from 'next-intl'
import { FilterBar } from '@/components/data-table/filter-bar'
import { STANDINGS } from '@/lib/invoices/invoice-filter'

/** Which invoices are shown. */
export function InvoiceFilters({ customers }: { customers: readonly { id: string; name: string }[] }) {
  const t = useTranslations('invoices')
  const customer = {
    kind: 'choice' as const,
    name: 'customer',
    label: t('columns.customer'),
    any: t('filter.anyCustomer'),
    options: customers.map(({ id, name }) => ({ value: id, label: name })),
  }
  return (
    <FilterBar
      filters={[
        { kind: 'search', name: 'number', label: t('filter.number') },
        {
          kind: 'choice',
          name: 'standing',
          label: t('columns.standing'),
          any: t('filter.anyStanding'),
          options: STANDINGS.map((standing) => ({ value: standing, label: t(`standing.${standing}`) })),
        },
        ...(customers.length > 1 ? [customer] : []),
        { kind: 'day', name: 'from', label: t('filter.from'), notAfter: 'to' },
        { kind: 'day', name: 'to', label: t('filter.to'), notBefore: 'from' },
      ]}
      alsoBy={customers.length > 1 ? ['run'] : ['run', 'customer']}
    />
  )
}
