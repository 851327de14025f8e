'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/select'
import { CHANNELS, DELIVERY_STATES } from '@/lib/notifications/notice'

const text = parseAsString.withDefault('')
const PARSERS = { channel: text, state: text, rule: text, fault: text, before: text }

/** Kept in the address, read by the server. */
export function DeliveryFilters({ rules }: { rules: readonly { id: string; name: string }[] }) {
  const t = useTranslations('notifications')
  const [filters, setFilters] = useQueryStates(PARSERS, { shallow: false, history: 'replace', clearOnDefault: true })
  const change = (next: Partial<typeof filters>) => void setFilters({ ...next, before: null })
  const isNarrowed = Object.entries(filters).some(([name, value]) => name !== 'before' && value !== '')
  return (
    <search className="flex flex-wrap items-end gap-2">
      <Field label={t('deliveries.channel')} hideLabel className="w-40">
        <NativeSelect value={filters.channel} onChange={(event) => change({ channel: event.target.value })}>
          <option value="">{t('deliveries.anyChannel')}</option>
          {CHANNELS.map((channel) => (
            <option key={channel} value={channel}>
              {t(`channel.${channel}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('deliveries.state')} hideLabel className="w-44">
        <NativeSelect value={filters.state} onChange={(event) => change({ state: event.target.value })}>
          <option value="">{t('deliveries.anyState')}</option>
          {DELIVERY_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('deliveries.rule')} hideLabel className="w-48">
        <NativeSelect value={filters.rule} onChange={(event) => change({ rule: event.target.value })}>
          <option value="">{t('deliveries.anyRule')}</option>
          {rules.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {isNarrowed && (
        <Button variant="ghost" className="text-muted-foreground" onClick={() => void setFilters(null)}>
          <X aria-hidden />
          {t('deliveries.clear')}
        </Button>
      )}
    </search>
  )
}
