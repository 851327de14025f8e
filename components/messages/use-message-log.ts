'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessageRow } from '@/lib/messages/message-row'
import type { MessagePage } from '@/lib/messages/queries/list-messages'
import type { LogActions } from './log-actions'
import { mergeMessages } from './merge-messages'
import { useMessageTail } from './use-message-tail'

/** Held back while paused; beyond them the log has to be read. */
const MOST_HELD = 1000

/**
 * The log as it is shown: the page the server read, what comes live in front of it, older pages behind it. While paused new ones are
 * held back and counted.
 * @param isTailed false for a log that ends in the past, or is of nothing: it has no tail
 */
export function useMessageLog(
  first: MessagePage,
  query: MessageQuery,
  actions: LogActions,
  { isTailed }: { readonly isTailed: boolean },
) {
  const errors = useTranslations('errors')
  const [rows, setRows] = useState<readonly MessageRow[]>(first.rows)
  const [older, setOlder] = useState({ next: first.next, searchedTo: first.searchedTo })
  const [held, setHeld] = useState<readonly MessageRow[]>([])
  const [skipped, setSkipped] = useState(0)
  const [isPaused, setIsPaused] = useState(false)
  const [pending, setPending] = useState(false)

  const read = async (cursor: string | null): Promise<MessagePage | null> => {
    try {
      const result = await actions.moreMessages({ cursor, query })
      if (result.ok) return result.data
      toast.error(result.message)
    } catch {
      toast.error(errors('unexpected'))
    }
    return null
  }
  const take = (messages: readonly MessageRow[]) => {
    if (isPaused) setHeld((now) => [...now, ...messages].slice(-MOST_HELD))
    else setRows((now) => mergeMessages(now, messages))
  }
  const state = useMessageTail(toQueryString(query), isTailed, {
    onMessages: take,
    onSkipped: (count) => setSkipped((now) => now + count),
    onReady: () => void read(null).then((page) => page && take(page.rows)),
  })
  const more = async () => {
    setPending(true)
    const page = await read(older.next)
    setPending(false)
    if (page === null) return
    // Behind everything: never cut off by what is new.
    setRows((now) => {
      const known = new Set(now.map(({ id }) => id))
      return [...now, ...page.rows.filter(({ id }) => !known.has(id))]
    })
    setOlder({ next: page.next, searchedTo: page.searchedTo })
  }
  return {
    rows,
    state,
    isTailed,
    isPaused,
    heldCount: held.length,
    skipped,
    pending,
    searchedTo: older.searchedTo,
    hasMore: older.next !== null,
    more,
    pause: () => setIsPaused(true),
    resume() {
      setRows((now) => mergeMessages(now, held))
      setHeld([])
      setIsPaused(false)
    },
    forgetSkipped: () => setSkipped(0),
  }
}

/** The filter as the address has it. */
export function toQueryString(query: MessageQuery): string {
  const said = Object.entries(query).filter(([, value]) => typeof value === 'string' && value !== '')
  return new URLSearchParams(said as [string, string][]).toString()
}
