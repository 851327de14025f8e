'use client'

import { useTranslations } from 'next-intl'
import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { useTransition } from 'react'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { STANDINGS } from '@/lib/invoices/invoice-filter'

const KEYS = {
  standing: parseAsString,
  customer: parseAsString,
  run: parseAsString,
  number: parseAsString,
  from: parseAsString,
  to: parseAsString,
}
const TYPING_PAUSE_MS = 300

/** Which invoices are shown; kept in the address and answered by the server. */
export function InvoiceFilters({ customers }: { customers: readonly { id: string; name: string }[] }) {
  const t = useTranslations('invoices')
  const [pending, startTransition] = useTransition()
  const [asked, ask] = useQueryStates(KEYS, { shallow: false, history: 'replace', startTransition })
  return (
    <search className="flex flex-wrap items-end gap-2" aria-busy={pending}>
      <Input
        type="search"
        className="w-44"
        aria-label={t('filter.number')}
        placeholder={t('filter.number')}
        value={asked.number ?? ''}
        onChange={({ target }) =>
          void ask({ number: target.value || null }, { limitUrlUpdates: debounce(TYPING_PAUSE_MS) })
        }
      />
      <NativeSelect
        className="w-auto"
        aria-label={t('columns.standing')}
        value={asked.standing ?? ''}
        onChange={({ target }) => void ask({ standing: target.value || null })}
      >
        <option value="">{t('filter.anyStanding')}</option>
        {STANDINGS.map((standing) => (
          <option key={standing} value={standing}>
            {t(`standing.${standing}`)}
          </option>
        ))}
      </NativeSelect>
      {customers.length > 1 && (
        <NativeSelect
          className="w-auto max-w-60"
          aria-label={t('columns.customer')}
          value={asked.customer ?? ''}
          onChange={({ target }) => void ask({ customer: target.value || null })}
        >
          <option value="">{t('filter.anyCustomer')}</option>
          {customers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
      {(['from', 'to'] as const).map((name) => (
        <Input
          key={name}
          type="date"
          className="w-auto"
          aria-label={t(`filter.${name}`)}
          title={t(`filter.${name}`)}
          value={asked[name] ?? ''}
          onChange={({ target }) => void ask({ [name]: target.value || null })}
        />
      ))}
    </search>
  )
}
