import { useTranslations } from 'next-intl'
import type { Problem } from '@/lib/commands/problem'

/** Why a command came to nothing: our own reasons in the reader's language, what others say as they said it; null: it did not. */
export function useProblemWords() {
  const t = useTranslations('station.command.problem')
  return ({ problem, error }: { readonly problem: Problem | null; readonly error: string | null }): string | null =>
    problem === null ? error : t(problem.code, { ...problem.params })
}
