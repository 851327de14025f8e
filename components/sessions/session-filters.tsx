'use client'

import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { useEffect, useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'

const PARSERS = {
  q: parseAsString,
  status: parseAsString,
  site: parseAsString,
  station: parseAsString,
  token: parseAsString,
  customer: parseAsString,
  review: parseAsString,
  from: parseAsString,
  to: parseAsString,
  // From a revenue report to the sessions behind.
  endedFrom: parseAsString,
  endedTo: parseAsString,
  tariff: parseAsString,
  means: parseAsString,
  hour: parseAsString,
  weekday: parseAsString,
  currency: parseAsString,
  money: parseAsString,
}
type Key = keyof typeof PARSERS

/** Long enough not to read the list anew at every key. */
const TYPING_PAUSE_MS = 300

export interface CountedBy {
  /** In the address. */
  readonly keys: readonly Key[]
  readonly name: string
}

interface SessionFiltersProps {
  sites: readonly { id: string; name: string }[]
  /** Names for filters that hold an id, e.g. the token whose sessions are shown. */
  tokenName: string | null
  customerName: string | null
  /** Chosen as the revenue reports count: each as it is called there. */
  counted: readonly CountedBy[]
}

/** The list's filter, kept in the URL and answered by the server: any session can be found, however old. */
export function SessionFilters({ sites, tokenName, customerName, counted }: SessionFiltersProps) {
  const t = useTranslations('sessions.filters')
  const status = useTranslations('sessions.status')
  const review = useTranslations('review.flag')
  const [pending, startTransition] = useTransition()
  const [filter, setFilter] = useQueryStates(PARSERS, { shallow: false, history: 'replace', startTransition })
  const set = (key: Key, value: string) => void setFilter({ [key]: value || null })
  const isNarrowed = Object.values(filter).some((value) => value !== null)
  const clear = () => void setFilter(Object.fromEntries(Object.keys(PARSERS).map((key) => [key, null])))
  return (
    <div className="flex flex-wrap items-center gap-2" aria-busy={pending} data-testid="session-filters">
      <SearchField value={filter.q ?? ''} onChange={(value) => set('q', value)} label={t('search')} />
      <Choice label={t('status')} value={filter.status} onChange={(value) => set('status', value)}>
        <option value="">{`${t('status')}: ${t('all')}`}</option>
        <option value="active">{status('active')}</option>
        <option value="ended">{status('ended')}</option>
        <option value="waiting">{status('waiting')}</option>
      </Choice>
      {sites.length > 1 && (
        <Choice label={t('site')} value={filter.site} onChange={(value) => set('site', value)}>
          <option value="">{t('allSites')}</option>
          {sites.map((site) => (
            <option key={site.id} value={site.id}>
              {site.name}
            </option>
          ))}
        </Choice>
      )}
      <Choice label={t('review')} value={filter.review} onChange={(value) => set('review', value)}>
        <option value="">{`${t('review')}: ${t('all')}`}</option>
        <option value="open">{t('anyFlag')}</option>
        {filter.review !== null && filter.review !== 'open' && review.has(`${filter.review}.title` as never) && (
          <option value={filter.review}>{review(`${filter.review}.title` as never)}</option>
        )}
      </Choice>
      <DayField label={t('from')} value={filter.from} max={filter.to} onChange={(value) => set('from', value)} />
      <DayField label={t('to')} value={filter.to} min={filter.from} onChange={(value) => set('to', value)} />
      {filter.station && <Chip label={t('station', { value: filter.station })} onRemove={() => set('station', '')} />}
      {filter.token && (
        <Chip label={t('token', { value: tokenName ?? filter.token })} onRemove={() => set('token', '')} />
      )}
      {counted.map(({ keys, name }) => (
        <Chip
          key={keys[0]}
          label={name}
          onRemove={() => void setFilter(Object.fromEntries(keys.map((one) => [one, null])))}
        />
      ))}
      {filter.customer && filter.customer !== '0' && (
        <Chip label={customerName ?? filter.customer} onRemove={() => set('customer', '')} />
      )}
      {isNarrowed && (
        <Button variant="ghost" onClick={clear} className="text-muted-foreground">
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
    </div>
  )
}

function SearchField({ value, onChange, label }: { value: string; onChange: (value: string) => void; label: string }) {
  const [typed, setTyped] = useState(value)
  // Cleared or navigated elsewhere: the field follows.
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  })
  return (
    <div className="relative w-full sm:w-56">
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | null
  onChange: (value: string) => void
  children: React.ReactNode
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <div className="w-auto max-w-52">
      <NativeSelect
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
        className={cn(value === null && 'border-dashed text-muted-foreground')}
      >
        {children}
      </NativeSelect>
    </div>
  )
}

interface DayFieldProps {
  label: string
  value: string | null
  min?: string | null
  max?: string | null
  onChange: (value: string) => void
}

function DayField({ label, value, min, max, onChange }: DayFieldProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-muted-foreground text-xs">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        value={value ?? ''}
        min={min ?? undefined}
        max={max ?? undefined}
        onChange={(event) => onChange(event.target.value)}
        className="w-34"
      />
    </div>
  )
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const t = useTranslations('sessions.filters')
  return (
    <Button variant="secondary" onClick={onRemove} aria-label={t('remove', { name: label })}>
      {label}
      <X aria-hidden />
    </Button>
  )
}
