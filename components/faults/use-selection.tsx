'use client'

import { useTranslations } from 'next-intl'
import { createContext, useContext } from 'react'
import { Checkbox } from '@/components/ui/checkbox'

interface Selection {
  readonly selected: ReadonlySet<string>
  readonly toggle: (id: string) => void
  /** Selects all that are listed, or none when all are. */
  readonly toggleAll: () => void
  readonly isAll: boolean
}

const SelectionContext = createContext<Selection>({
  selected: new Set(),
  toggle: () => undefined,
  toggleAll: () => undefined,
  isAll: false,
})

export const SelectionProvider = SelectionContext.Provider

/** Ticks one row. A component of its own, so that ticking one redraws the boxes and not the rows. */
export function SelectBox({ id, name }: { id: string; name: string }) {
  const t = useTranslations('faults')
  const { selected, toggle } = useContext(SelectionContext)
  return (
    <Checkbox
      checked={selected.has(id)}
      onCheckedChange={() => toggle(id)}
      aria-label={t('select', { name })}
      tabIndex={-1}
    />
  )
}

export function SelectAllBox() {
  const t = useTranslations('faults')
  const { selected, toggleAll, isAll } = useContext(SelectionContext)
  return (
    <Checkbox
      checked={isAll ? true : selected.size > 0 ? 'indeterminate' : false}
      onCheckedChange={toggleAll}
      aria-label={t('selectAll')}
    />
  )
}
