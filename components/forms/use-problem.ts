'use client'

import { useTranslations } from 'next-intl'
import type { ActionResult } from './action-result'

type Refused = Extract<ActionResult<unknown>, { ok: false }>

/** Puts what a schema or a door refused into the reader's words. */
export function useProblem() {
  const problems = useTranslations('problems')

  /** A field's problem word (`required`) in words; a sentence stays as it is. */
  const fieldProblem = (word: string) => {
    if (problems.has(word as never)) return problems(word as never)
    return /^[a-z0-9-]+$/.test(word) ? problems('invalid') : word
  }

  /** Why the whole was refused: the door's own reason where it names one, with its values. */
  const refusal = (result: Refused) => {
    const { reason, ...values } = result.details ?? {}
    const key = `reason.${reason}`
    return reason !== undefined && problems.has(key as never) ? problems(key as never, values as never) : result.message
  }

  return { fieldProblem, refusal }
}
