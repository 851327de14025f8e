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
/** The server says something every 15 s: two and a half times that without a word, and the connection is dead. */
const SILENCE_MS = 40_000
const RETRY_MS = 3_000

/** Follows the log's tail while `isOn`, and comes back to it by itself. */
export function useMessageTail(query: string, isOn: boolean, events: TailEvents): TailState {
  const [state, setState] = useState<TailState>('connecting')
  const latest = useRef(events)
  useEffect(() => {
    latest.current = events
  })
  useEffect(() => {
    if (!isOn) return
    setState('connecting')
    return follow(`/api/live/messages${query && `?${query}`}`, {
      setState,
      onMessages: (messages) => latest.current.onMessages(messages),
      onSkipped: (count) => latest.current.onSkipped(count),
      onReady: () => latest.current.onReady(),
    })
  }, [query, isOn])
  return isOn ? state : 'off'
}

/** @returns how to stop */
function follow(url: string, events: TailEvents & { setState(state: TailState): void }): () => void {
  let stream: EventSource
  let waiting: MessageRow[] = []
  let gathering: ReturnType<typeof setTimeout> | undefined
  let retrying: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined

  const lost = () => {
    stream.close()
    events.setState('lost')
    clearTimeout(silence)
    clearTimeout(retrying)
    retrying = setTimeout(open, RETRY_MS)
  }
  const heard = () => {
    clearTimeout(silence)
    silence = setTimeout(lost, SILENCE_MS)
  }
  const flush = () => {
    gathering = undefined
    const messages = waiting
    waiting = []
    events.onMessages(messages)
  }
  function open(): void {
    stream = new EventSource(url)
    const on = (type: string, take: (data: string) => void) =>
      stream.addEventListener(type, ({ data }: MessageEvent<string>) => {
        heard()
        take(data)
      })
    on('ping', () => undefined)
    on('ready', () => {
      events.setState('live')
      events.onReady()
    })
    on('gap', () => events.onReady())
    on('skipped', (data) => events.onSkipped(JSON.parse(data) as number))
    on('message', (data) => {
      const message = JSON.parse(data) as Omit<MessageRow, 'at'> & { at: string }
      waiting.push({ ...message, at: new Date(message.at) })
      gathering ??= setTimeout(flush, GATHER_MS)
    })
    // The browser tries again by itself when the stream has ended, but not when the server has refused it.
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) lost()
      else events.setState('connecting')
    })
    heard()
  }
  open()
  return () => {
    stream.close()
    for (const timer of [gathering, retrying, silence]) clearTimeout(timer)
  }
}
