'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { PAYMENT_STATES } from '@/lib/payments/payment-machine'
import { PROVIDER_KINDS } from '@/lib/payments/provider'

const text = parseAsString.withDefault('')
const PARSERS = { state: text, kind: text, q: text, before: text }

/** Kept in the address, read by the server. */
export function PaymentFilters() {
  const t = useTranslations('payments')
  const [filters, setFilters] = useQueryStates(PARSERS, { shallow: false, history: 'replace', clearOnDefault: true })
  const change = (next: Partial<typeof filters>) => void setFilters({ ...next, before: null })
  const isNarrowed = filters.state !== '' || filters.kind !== '' || filters.q !== ''
  return (
    <search className="flex flex-wrap items-end gap-2">
      <Field label={t('filter.search')} hideLabel className="w-64">
        <Input
          type="search"
          placeholder={t('filter.search')}
          defaultValue={filters.q}
          key={filters.q === '' ? 'empty' : 'filled'}
          onKeyDown={(event) => {
            if (event.key === 'Enter') change({ q: event.currentTarget.value })
          }}
          onBlur={(event) => {
            if (event.currentTarget.value !== filters.q) change({ q: event.currentTarget.value })
          }}
        />
      </Field>
      <Field label={t('filter.state')} hideLabel className="w-44">
        <NativeSelect value={filters.state} onChange={(event) => change({ state: event.target.value })}>
          <option value="">{t('filter.anyState')}</option>
          {PAYMENT_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('filter.kind')} hideLabel className="w-44">
        <NativeSelect value={filters.kind} onChange={(event) => change({ kind: event.target.value })}>
          <option value="">{t('filter.anyKind')}</option>
          {PROVIDER_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {isNarrowed && (
        <Button variant="ghost" className="text-muted-foreground" onClick={() => void setFilters(null)}>
          <X aria-hidden />
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}
