'use client'

import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { Column, View } from './column'

const VALUES = parseAsArrayOf(parseAsString).withDefault([])
const BASE = { search: parseAsString.withDefault(''), sort: parseAsString, columns: parseAsArrayOf(parseAsString) }
const OPTIONS = { history: 'replace', clearOnDefault: true } as const

/**
 * The view in the URL: `?q=kista&sort=-power&status=faulted,offline&columns=name,site`. Reloading, sharing and going back keep it.
 * @param prefix where several tables share a page
 */
export function useView<Row>(columns: readonly Column<Row>[], prefix = ''): [View, (change: Partial<View>) => void] {
  const base = useMemo(() => ({ search: `${prefix}q`, sort: `${prefix}sort`, columns: `${prefix}columns` }), [prefix])
  const [state, setState] = useQueryStates(BASE, { ...OPTIONS, urlKeys: base })

  const { parsers, urlKeys } = useMemo(() => {
    const ids = columns.filter((column) => column.filter).map((column) => column.id)
    return {
      parsers: Object.fromEntries(ids.map((id) => [id, VALUES])),
      urlKeys: Object.fromEntries(ids.map((id) => [id, `${prefix}${id}`])),
    }
  }, [columns, prefix])
  const [filters, setFilters] = useQueryStates(parsers, { ...OPTIONS, urlKeys })

  const view = useMemo<View>(() => ({ ...state, filters }), [state, filters])
  const change = ({ filters: chosen, ...rest }: Partial<View>) => {
    if (Object.keys(rest).length > 0) {
      const { columns: shown, ...others } = rest
      void setState(shown === undefined ? others : { ...others, columns: shown && [...shown] })
    }
    if (chosen) void setFilters(Object.fromEntries(Object.entries(chosen).map(([id, values]) => [id, [...values]])))
  }
  return [view, change]
}
