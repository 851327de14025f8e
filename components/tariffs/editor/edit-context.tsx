'use client'

import { createContext, type ReactNode, use } from 'react'
import { useProblem } from '@/components/forms/use-problem'
import type { DraftProblems } from '@/lib/tariffs/draft/write-draft'

interface Editing {
  readonly currency: string
  readonly problems: DraftProblems
  /** Once somebody has tried to save, what is missing is said too. */
  readonly isAttempted: boolean
}

const EditContext = createContext<Editing>({ currency: 'SEK', problems: new Map(), isAttempted: false })

export function Editing({ children, ...editing }: Editing & { children: ReactNode }) {
  return <EditContext value={editing}>{children}</EditContext>
}

const MISSING: ReadonlySet<string> = new Set(['required', 'at-least-one-price', 'no-hours'])

/** A field's fault in words, by its place in the draft. */
export function useFault() {
  const { problems, isAttempted } = use(EditContext)
  const { fieldProblem } = useProblem()
  return (place: string) => {
    const problem = problems.get(place)
    return problem === undefined || (MISSING.has(problem) && !isAttempted) ? undefined : fieldProblem(problem)
  }
}

export const useCurrency = () => use(EditContext).currency
