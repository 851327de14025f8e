import { useTranslations } from 'next-intl'
import { FilterBar } from '@/components/data-table/filter-bar'
import { CHANNELS, DELIVERY_STATES } from '@/lib/notifications/notice'

export function DeliveryFilters({ rules }: { rules: readonly { id: string; name: string }[] }) {
  const t = useTranslations('notifications')
  return (
    <FilterBar
      filters={[
        {
          kind: 'choice',
          name: 'channel',
          label: t('deliveries.channel'),
          any: t('deliveries.anyChannel'),
          options: CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
        },
        {
          kind: 'choice',
          name: 'state',
          label: t('deliveries.state'),
          any: t('deliveries.anyState'),
          options: DELIVERY_STATES.map((state) => ({ value: state, label: t(`state.${state}`) })),
        },
        {
          kind: 'choice',
          name: 'rule',
          label: t('deliveries.rule'),
          any: t('deliveries.anyRule'),
          options: rules.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]}
      alsoBy={['fault']}
    />
  )
}
