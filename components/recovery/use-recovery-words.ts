import { useTranslations } from 'next-intl'
import type { RecoveringStep } from '@/lib/live/events'

/** Steps, playbooks and reasons of self-recovery in words; what has none is shown as it is. */
export function useRecoveryWords() {
  const t = useTranslations('recovery')
  const word = (key: string, raw: string): string => (t.has(key as never) ? t(key as never) : raw)
  const step = (name: string) => word(`step.${name}`, name)
  return {
    step,
    playbook: (name: string) => word(`playbook.${name}`, name),
    why: (name: string) => word(`guard.${name}`, word(`why.${name}`, name)),
    /** "soft reset 1/2"; a step that is not tried again needs no count. */
    attempt: ({ step: name, attempt, of }: RecoveringStep) =>
      of > 1 ? t('try', { step: step(name), attempt, of }) : step(name),
  }
}
