'use client'

import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { MessageQuery } from '@/lib/messages/message-filter'

const FILTERS = {
  q: parseAsString,
  station: parseAsString,
  session: parseAsString,
  action: parseAsString,
  direction: parseAsString,
  errors: parseAsString,
  from: parseAsString,
  to: parseAsString,
}

interface MessageFiltersProps {
  query: MessageQuery
  actionNames: readonly string[]
  /** The network's log: a station can be chosen. */
  hasStation: boolean
}

/** The log's filter, in the address: the server reads the page anew for each change. */
export function MessageFilters({ query, actionNames, hasStation }: MessageFiltersProps) {
  const t = useTranslations('messageLog.filter')
  const log = useTranslations('messageLog')
  const [pending, startTransition] = useTransition()
  const [, set] = useQueryStates(FILTERS, { shallow: false, history: 'replace', startTransition })
  const isNarrowed = Object.keys(FILTERS).some((name) => (hasStation || name !== 'station') && query[name as 'q'])
  const clear = () => void set(Object.fromEntries(Object.keys(FILTERS).map((name) => [name, null])))
  return (
    <div className="flex flex-wrap items-center gap-2" aria-busy={pending}>
      <TextFilter
        key={`q:${query.q}`}
        value={query.q ?? ''}
        label={t('search')}
        isSearch
        onChange={(q) => void set({ q })}
      />
      {hasStation && (
        <TextFilter
          key={`station:${query.station}`}
          value={query.station ?? ''}
          label={t('station')}
          onChange={(station) => void set({ station })}
        />
      )}
      <NativeSelect
        aria-label={t('action')}
        value={query.action ?? ''}
        onChange={(event) => void set({ action: event.target.value || null })}
        className="w-44"
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
        onChange={(event) => void set({ direction: event.target.value || null })}
        className="w-40"
      >
        <option value="">{t('bothDirections')}</option>
        <option value="in">{log('in')}</option>
        <option value="out">{log('out')}</option>
      </NativeSelect>
      <label className="flex h-8 items-center gap-2 whitespace-nowrap">
        <input
          type="checkbox"
          className="accent-primary"
          checked={query.errors === '1'}
          onChange={(event) => void set({ errors: event.target.checked ? '1' : null })}
        />
        {t('errorsOnly')}
      </label>
      <TimeFilter label={t('from')} value={query.from} onChange={(from) => void set({ from })} />
      <TimeFilter label={t('to')} value={query.to} onChange={(to) => void set({ to })} />
      {query.session && (
        <Button
          variant="secondary"
          onClick={() => void set({ session: null })}
          aria-label={t('removeSession', { id: query.session })}
        >
          {t('session', { id: query.session })}
          <X aria-hidden />
        </Button>
      )}
      {isNarrowed && (
        <Button variant="ghost" className="text-muted-foreground" onClick={clear}>
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
    </div>
  )
}

interface TextFilterProps {
  value: string
  label: string
  isSearch?: boolean
  onChange(value: string | null): void
}

/** Takes effect on Enter and when it is left. */
function TextFilter({ value, label, isSearch = false, onChange }: TextFilterProps) {
  const [text, setText] = useState(value)
  const done = () => text.trim() !== value && onChange(text.trim() || null)
  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      {isSearch && (
        <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
      )}
      <Input
        type={isSearch ? 'search' : 'text'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={done}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        className={isSearch ? 'w-52 pl-8' : 'w-36'}
      />
    </form>
  )
}

interface TimeFilterProps {
  label: string
  value: unknown
  onChange(value: string | null): void
}

function TimeFilter({ label, value, onChange }: TimeFilterProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-muted-foreground">
        {label}
      </label>
      <Input
        id={id}
        type="datetime-local"
        className="w-44"
        defaultValue={localInput(value)}
        onChange={(event) => onChange(event.target.value ? new Date(event.target.value).toISOString() : null)}
      />
    </div>
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
