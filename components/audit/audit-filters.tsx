'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import { useActWords } from './use-act-words'

const text = parseAsString.withDefault('')
const PARSERS = { who: text, act: text, subject: text, from: text, to: text, before: text }

/** Kept in the address, read by the server: the log can be longer than any browser should hold. */
export function AuditFilters({ acts }: { acts: readonly string[] }) {
  const t = useTranslations('audit')
  const words = useActWords()
  const [filters, setFilters] = useQueryStates(PARSERS, { shallow: false, history: 'replace', clearOnDefault: true })
  // Another question starts from the newest page again.
  const change = (next: Partial<typeof filters>, isTyped = false) =>
    void setFilters({ ...next, before: null }, isTyped ? { limitUrlUpdates: debounce(300) } : undefined)
  const isNarrowed = Object.entries(filters).some(([name, value]) => name !== 'before' && value !== '')
  return (
    <search className="flex flex-wrap items-end gap-2">
      <Field label={t('who')} hideLabel className="w-44">
        <Input
          type="search"
          placeholder={t('who')}
          value={filters.who}
          onChange={(event) => change({ who: event.target.value }, true)}
        />
      </Field>
      <Field label={t('act')} hideLabel className="w-52">
        <NativeSelect value={filters.act} onChange={(event) => change({ act: event.target.value })}>
          <option value="">{t('anyAct')}</option>
          {acts.map((act) => (
            <option key={act} value={act}>
              {words(act)}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={t('subject')} hideLabel className="w-44">
        <Input
          type="search"
          placeholder={t('subject')}
          value={filters.subject}
          onChange={(event) => change({ subject: event.target.value }, true)}
        />
      </Field>
      <Field label={t('from')} hideLabel className="w-36">
        <Input
          type="date"
          title={t('from')}
          value={filters.from}
          max={filters.to || undefined}
          onChange={(event) => change({ from: event.target.value })}
        />
      </Field>
      <span aria-hidden className="pb-1.5 text-muted-foreground">
        –
      </span>
      <Field label={t('to')} hideLabel className="w-36">
        <Input
          type="date"
          title={t('to')}
          value={filters.to}
          min={filters.from || undefined}
          onChange={(event) => change({ to: event.target.value })}
        />
      </Field>
      {isNarrowed && (
        <Button variant="ghost" className="text-muted-foreground" onClick={() => void setFilters(null)}>
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
    </search>
  )
}
