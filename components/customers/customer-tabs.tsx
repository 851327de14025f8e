'use client'

import { useTranslations } from 'next-intl'
import { TabRow } from '@/components/shell/tab-row'
import { CUSTOMER_TABS } from './tabs'

/** A customer's rooms, each with an address of its own. */
export function CustomerTabs({ id, tab }: { id: string; tab: (typeof CUSTOMER_TABS)[number] }) {
  const t = useTranslations('customers')
  return (
    <TabRow
      label={t('tabs.label')}
      tabs={CUSTOMER_TABS.map((name) => ({
        href: name === 'details' ? `/customers/${id}` : `/customers/${id}?tab=${name}`,
        label: t(`tabs.${name}`),
        isHere: name === tab,
      }))}
    />
  )
}
