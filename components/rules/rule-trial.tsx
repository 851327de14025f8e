'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useProblem } from '@/components/forms/use-problem'
import { Button } from '@/components/ui/button'
import type { RuleActions, SetRuleInput } from './shown-rule'

type Answer = Awaited<ReturnType<RuleActions['preview']>>

interface RuleTrialProps {
  input: SetRuleInput
  isWrong: boolean
  preview: RuleActions['preview']
}

/** "This rule would have opened N faults last month": the stored history goes through the real detector again. */
export function RuleTrial({ input, isWrong, preview }: RuleTrialProps) {
  const t = useTranslations('rules.trial')
  const errors = useTranslations('errors')
  const { refusal } = useProblem()
  const [pending, start] = useTransition()
  const [answer, setAnswer] = useState<Answer | 'failed' | null>(null)
  const ask = () =>
    start(async () => {
      try {
        setAnswer(await preview(input))
      } catch {
        setAnswer('failed')
      }
    })
  return (
    <div className="grid gap-2 rounded-md border bg-muted/40 p-3 sm:col-span-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-medium">{t('title')}</p>
        <Button type="button" variant="outline" size="sm" onClick={ask} disabled={isWrong} pending={pending}>
          <History aria-hidden />
          {t('try')}
        </Button>
      </div>
      <div aria-live="polite" className="text-muted-foreground">
        {answer === null && <p>{t('text')}</p>}
        {answer === 'failed' && <p>{errors('unexpected')}</p>}
        {answer !== null && answer !== 'failed' && !answer.ok && <p>{refusal(answer)}</p>}
        {answer !== null && answer !== 'failed' && answer.ok && (
          <Outcome {...answer.data} isEnabled={input.isEnabled} />
        )}
      </div>
    </div>
  )
}

type Data = Extract<Answer, { ok: true }>['data']

function Outcome({ faults, places, lookedAt, of, opened, estimate, isEnabled }: Data & { isEnabled: boolean }) {
  const t = useTranslations('rules.trial')
  if (!isEnabled) return <p>{t('off')}</p>
  return (
    <>
      <p className="text-foreground">
        {estimate === null ? t('outcome', { faults, places }) : t('estimate', { ...estimate })}
      </p>
      <p className="text-xs">
        {estimate !== null && `${t('sample', { faults, places, lookedAt })} `}
        {lookedAt < of ? t('some', { lookedAt, of }) : t('all', { of })} {t('opened', { opened })}
      </p>
    </>
  )
}
