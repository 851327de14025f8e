'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { ActionResult } from '@/components/forms/action-result'
import type { Page } from '@/lib/kernel/cursor'

/** A list that grows page by page from the one the server sent, and starts over when the server sends another. */
export function usePages<Row>(first: Page<Row>, read: (cursor: string | null) => Promise<ActionResult<Page<Row>>>) {
  const errors = useTranslations('errors')
  const [state, setState] = useState({ first, page: first })
  const [pending, setPending] = useState(false)
  if (state.first !== first) setState({ first, page: first })
  const page = state.first === first ? state.page : first

  const load = async (cursor: string | null) => {
    setPending(true)
    try {
      const result = await read(cursor)
      if (!result.ok) return void toast.error(result.message)
      const { rows, next } = result.data
      setState((now) => ({ ...now, page: { rows: cursor === null ? rows : [...now.page.rows, ...rows], next } }))
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }
  return { rows: page.rows, hasMore: page.next !== null, pending, more: () => load(page.next), renew: () => load(null) }
}
