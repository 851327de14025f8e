'use client'

import { useMemo, useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import type { Page } from '@/lib/kernel/cursor'

/** Gives the rows behind the last one shown, for the same filter. */
export type More<Filter, Row> = Action<{ filter: Filter; cursor: string }, Page<Row>>

/** What the server read, and the pages behind it asked for since; another filter starts over. */
export function useMore<Filter, Row>(
  first: Page<Row>,
  filter: Filter,
  more: More<Filter, Row>,
  keyOf: (row: Row) => string,
) {
  const key = JSON.stringify(filter)
  const [behind, setBehind] = useState<{ key: string; rows: readonly Row[]; next: string | null } | null>(null)
  const [pending, setPending] = useState(false)
  const valid = behind?.key === key ? behind : null
  const next = valid ? valid.next : first.next
  const loadMore = async () => {
    if (next === null) return
    setPending(true)
    const result = await more({ filter, cursor: next }).catch(() => null)
    setPending(false)
    if (result?.ok) setBehind({ key, rows: [...(valid?.rows ?? []), ...result.data.rows], next: result.data.next })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a row is known by does not change
  const rows = useMemo(() => {
    const known = new Set(first.rows.map(keyOf))
    return [...first.rows, ...(valid?.rows ?? []).filter((row) => !known.has(keyOf(row)))]
  }, [first.rows, valid])
  return { rows, next, pending, loadMore }
}
