'use client'

import { Clock, Search, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { formatDate } from '@/components/ui/format-values'
import { Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
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
      <TimeFilters query={query} set={set} />
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

interface TimeFiltersProps {
  query: MessageQuery
  set(values: { from?: string | null; to?: string | null }): unknown
}

/** From and until, out of the way until they are needed. */
function TimeFilters({ query, set }: TimeFiltersProps) {
  const t = useTranslations('messageLog.filter')
  const locale = useLocale()
  const shown = (instant: unknown) =>
    typeof instant === 'string' && instant ? formatDate(instant, locale, 'date-time') : '…'
  const isSet = Boolean(query.from || query.to)
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant={isSet ? 'secondary' : 'outline'}>
          <Clock aria-hidden />
          {isSet ? `${shown(query.from)} – ${shown(query.to)}` : t('time')}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="grid gap-3">
        <Field label={t('from')}>
          <Input
            type="datetime-local"
            step={1}
            defaultValue={localInput(query.from)}
            onChange={(event) => set({ from: instantOf(event.target.value) })}
          />
        </Field>
        <Field label={t('to')}>
          <Input
            type="datetime-local"
            step={1}
            defaultValue={localInput(query.to)}
            onChange={(event) => set({ to: instantOf(event.target.value) })}
          />
        </Field>
      </PopoverContent>
    </Popover>
  )
}

const instantOf = (local: string): string | null => (local ? new Date(local).toISOString() : null)

/** An instant as a datetime-local field holds it, in the reader's own zone. */
function localInput(instant: unknown): string {
  if (typeof instant !== 'string' || instant === '') return ''
  const at = new Date(instant)
  return Number.isNaN(at.getTime())
    ? ''
    : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}
