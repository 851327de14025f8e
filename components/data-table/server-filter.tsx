'use client'

import { useTranslations } from 'next-intl'
import { debounce, parseAsString, useQueryStates } from 'nuqs'
import { useTransition } from 'react'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'

interface ServerFilterProps {
  /** The search field's invitation. */
  search: string
  /** What is chosen among, under this name in the address. */
  choice: { name: string; label: string; options: readonly { value: string; label: string }[] }
}

const TYPING_PAUSE_MS = 300

/** A long list's search (`q`) and one choice, kept in the address and answered by the server: any row can be found, however many. */
export function ServerFilter({ search, choice: { name, label, options } }: ServerFilterProps) {
  const t = useTranslations('table')
  const [pending, startTransition] = useTransition()
  const [asked, ask] = useQueryStates(
    { q: parseAsString, [name]: parseAsString },
    { shallow: false, history: 'replace', startTransition },
  )
  return (
    <search className="flex flex-wrap items-center gap-2" aria-busy={pending}>
      <Input
        type="search"
        className="w-56"
        aria-label={search}
        placeholder={search}
        value={asked.q ?? ''}
        onChange={({ target }) => void ask({ q: target.value || null }, { limitUrlUpdates: debounce(TYPING_PAUSE_MS) })}
      />
      <NativeSelect
        className="w-auto"
        aria-label={label}
        value={asked[name] ?? ''}
        onChange={({ target }) => void ask({ [name]: target.value || null })}
      >
        <option value="">{`${label}: ${t('all')}`}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </search>
  )
}
