'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'

/** One thing a list is narrowed by, under its name in the address. */
export type AskedFilter = { readonly name: string; readonly label: string; readonly className?: string } & (
  | { readonly kind: 'search' }
  | {
      readonly kind: 'choice'
      /** What stands there when nothing is chosen. */
      readonly any: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
    }
  /** A day; `notBefore` and `notAfter` name other days of the same list. */
  | { readonly kind: 'day'; readonly notBefore?: string; readonly notAfter?: string }
)

interface FilterBarProps {
  filters: readonly AskedFilter[]
  /** More names in the address that narrow the list, which only links set: cleared with the rest. */
  alsoBy?: readonly string[]
}

const TYPING_PAUSE_MS = 300
const WIDTHS = { search: 'w-56', choice: 'w-44', day: 'w-36' } as const

/**
 * What a long list is narrowed by, kept in the address and answered by the server: any row can be found, however many. Each change
 * starts from the first page again (`before` says where an earlier one ended).
 */
export function FilterBar({ filters, alsoBy = [] }: FilterBarProps) {
  const t = useTranslations('table')
  const [pending, startTransition] = useTransition()
  const names = [...filters.map(({ name }) => name), ...alsoBy]
  const [asked, ask] = useQueryStates(Object.fromEntries([...names, 'before'].map((name) => [name, parseAsString])), {
    shallow: false,
    history: 'replace',
    startTransition,
  })
  const change = (name: string, value: string, isTyped: boolean) =>
    void ask(
      { [name]: value || null, before: null },
      isTyped ? { limitUrlUpdates: debounce(TYPING_PAUSE_MS) } : undefined,
    )
  return (
    <search className="flex flex-wrap items-end gap-2" aria-busy={pending}>
      {filters.map((filter) => (
        <Field key={filter.name} label={filter.label} hideLabel className={filter.className ?? WIDTHS[filter.kind]}>
          {filter.kind === 'choice' ? (
            <NativeSelect
              value={asked[filter.name] ?? ''}
              onChange={({ target }) => change(filter.name, target.value, false)}
            >
              <option value="">{filter.any}</option>
              {filter.options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          ) : (
            <Input
              {...(filter.kind === 'search'
                ? { type: 'search', placeholder: filter.label }
                : {
                    type: 'date',
                    title: filter.label,
                    min: asked[filter.notBefore ?? ''] ?? undefined,
                    max: asked[filter.notAfter ?? ''] ?? undefined,
                  })}
              value={asked[filter.name] ?? ''}
              onChange={({ target }) => change(filter.name, target.value, filter.kind === 'search')}
            />
          )}
        </Field>
      ))}
      {names.some((name) => asked[name]) && (
        <Button variant="ghost" className="text-muted-foreground" onClick={() => void ask(null)}>
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
    </search>
  )
}
