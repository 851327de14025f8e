'use client'

import { useEffect, useRef, useState } from 'react'
import type { MessageRow } from '@/lib/messages/message-row'

export type TailState = 'off' | 'connecting' | 'live' | 'lost'

interface TailEvents {
  /** Gathered for a moment, newest last. */
  onMessages(messages: readonly MessageRow[]): void
  onSkipped(count: number): void
  /** The tail runs from now on (again): what came before it is in the log. */
  onReady(): void
}

const GATHER_MS = 150

/** Follows the log's tail while `isOn`; the browser comes back by itself when the stream ends. */
export function useMessageTail(query: string, isOn: boolean, events: TailEvents): TailState {
  const [state, setState] = useState<TailState>('connecting')
  const latest = useRef(events)
  useEffect(() => {
    latest.current = events
  })
  useEffect(() => {
    if (!isOn) return
    let waiting: MessageRow[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      const messages = waiting
      waiting = []
      latest.current.onMessages(messages)
    }
    setState('connecting')
    const stream = new EventSource(`/api/live/messages${query && `?${query}`}`)
    stream.addEventListener('ready', () => {
      setState('live')
      latest.current.onReady()
    })
    stream.addEventListener('gap', () => latest.current.onReady())
    stream.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data) as Omit<MessageRow, 'at'> & { at: string }
      waiting.push({ ...message, at: new Date(message.at) })
      timer ??= setTimeout(flush, GATHER_MS)
    })
    stream.addEventListener('skipped', ({ data }) => latest.current.onSkipped(JSON.parse(data) as number))
    stream.addEventListener('error', () => setState('lost'))
    return () => {
      stream.close()
      clearTimeout(timer)
    }
  }, [query, isOn])
  return isOn ? state : 'off'
}
