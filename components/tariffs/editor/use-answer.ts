'use client'

import { useEffect, useState } from 'react'
import type { Action } from '@/components/forms/action-result'

interface Answer<Data> {
  /** The newest that came; it stays while the next is on its way. */
  readonly data: Data | null
  readonly isPending: boolean
  readonly hasFailed: boolean
}

/**
 * What an action answers to what is written, asked anew a moment after it changed. @param input null: nothing can be asked
 * @param pauseMs long enough not to ask at every key
 */
export function useAnswer<Input, Data>(action: Action<Input, Data>, input: Input | null, pauseMs = 300): Answer<Data> {
  const [answer, setAnswer] = useState<{ key: string | null; data: Data | null; hasFailed: boolean }>({
    key: null,
    data: null,
    hasFailed: false,
  })
  const key = input === null ? null : JSON.stringify(input)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is a new object at every drawing; its text is what changes
  useEffect(() => {
    if (input === null || key === null) return
    let isCurrent = true
    const timer = setTimeout(async () => {
      const result = await action(input).catch(() => null)
      if (isCurrent)
        setAnswer((before) => ({ key, data: result?.ok ? result.data : before.data, hasFailed: !result?.ok }))
    }, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [key, action, pauseMs])
  const isPending = key !== null && key !== answer.key
  return { data: answer.data, isPending, hasFailed: answer.hasFailed && !isPending }
}
