'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { MessageQuery } from '@/lib/messages/message-filter'

const FILTERS = {
  q: parseAsString,
  action: parseAsString,
  direction: parseAsString,
  errors: parseAsString,
  from: parseAsString,
  to: parseAsString,
}

/** The log's filter, in the address: the server reads the page anew for each change. */
export function MessageFilters({ query, actionNames }: { query: MessageQuery; actionNames: readonly string[] }) {
  const t = useTranslations('station.messages')
  const [, set] = useQueryStates(FILTERS, { shallow: false, history: 'replace' })
  const [search, setSearch] = useState(query.q ?? '')
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void set({ q: search || null })
      }}
    >
      <div className="relative">
        <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onBlur={() => search !== (query.q ?? '') && set({ q: search || null })}
          aria-label={t('search')}
          placeholder={t('search')}
          className="w-56 pl-8"
        />
      </div>
      <NativeSelect
        aria-label={t('action')}
        value={query.action ?? ''}
        onChange={(event) => set({ action: event.target.value || null })}
        className="w-48"
      >
        <option value="">{t('allActions')}</option>
        {[...new Set([...actionNames, ...(query.action ? [query.action] : [])])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label={t('direction')}
        value={query.direction ?? ''}
        onChange={(event) => set({ direction: event.target.value || null })}
        className="w-40"
      >
        <option value="">{t('bothDirections')}</option>
        <option value="in">{t('in')}</option>
        <option value="out">{t('out')}</option>
      </NativeSelect>
      <label className="flex h-8 items-center gap-2">
        <input
          type="checkbox"
          className="accent-primary"
          checked={query.errors === '1'}
          onChange={(event) => set({ errors: event.target.checked ? '1' : null })}
        />
        {t('errorsOnly')}
      </label>
      <Input
        type="datetime-local"
        aria-label={t('until')}
        title={t('until')}
        className="w-48"
        defaultValue={localInput(query.to)}
        onChange={(event) => set({ to: event.target.value ? new Date(event.target.value).toISOString() : null })}
      />
    </form>
  )
}

/** An instant as a datetime-local field holds it, in the reader's own zone. */
function localInput(instant: unknown): string {
  if (typeof instant !== 'string' || instant === '') return ''
  const at = new Date(instant)
  return Number.isNaN(at.getTime())
    ? ''
    : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
