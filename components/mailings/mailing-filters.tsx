import { useTranslations } from 'next-intl'
import { FilterBar } from '@/components/data-table/filter-bar'
import { MAILING_KINDS, MAILING_STATES } from '@/lib/mailings/mailing'

/** Which mails are shown: by kind and by how they stand. */
export function MailingFilters() {
  const t = useTranslations('mailings')
  return (
    <FilterBar
      filters={[
        { kind: 'search', name: 'search', label: t('search') },
        {
          kind: 'choice',
          name: 'kind',
          label: t('columns.kind'),
          any: t('anyKind'),
          options: MAILING_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        },
        {
          kind: 'choice',
          name: 'state',
          label: t('columns.state'),
          any: t('anyState'),
          options: MAILING_STATES.map((state) => ({ value: state, label: t(`state.${state}`) })),
        },
      ]}
      alsoBy={['customer']}
    />
  )
}
