import { useTranslations } from 'next-intl'
import { FilterBar } from '@/components/data-table/filter-bar'
import { PAYMENT_STATES } from '@/lib/payments/payment-machine'
import { PROVIDER_KINDS } from '@/lib/payments/provider'

export function PaymentFilters() {
  const t = useTranslations('payments')
  return (
    <FilterBar
      filters={[
        { kind: 'search', name: 'q', label: t('filter.search'), className: 'w-64' },
        {
          kind: 'choice',
          name: 'state',
          label: t('filter.state'),
          any: t('filter.anyState'),
          options: PAYMENT_STATES.map((state) => ({ value: state, label: t(`state.${state}`) })),
        },
        {
          kind: 'choice',
          name: 'kind',
          label: t('filter.kind'),
          any: t('filter.anyKind'),
          options: PROVIDER_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        },
      ]}
    />
  )
}
