'use client'

import { Gauge } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type ChargingProfile, LEAST_CURRENT_A } from '@/lib/charging-limits/charging-profile'
import { asHeld, holdCommand, nextWallTime } from '@/lib/charging-limits/hold-limit'
import type { CommandAction } from '../station-actions'
import { LimitChart } from './limit-chart'
import type { LimitQuestion } from './limit-points'
import { useLimitWords } from './use-limit-words'

interface HoldLimitProps {
  id: string
  question: LimitQuestion
  /** All the station holds. */
  held: readonly ChargingProfile[]
  sessionId: string | null
  timeZone: string
  command: CommandAction
  disabledWhy: string | undefined
}

/** "Hold to 16 A until 18:00", with what it will come to. */
export function HoldLimit({ disabledWhy, ...props }: HoldLimitProps) {
  const t = useTranslations('limits')
  const { place } = useLimitWords(props.timeZone)
  return (
    <FormDialog
      title={t('hold.title', { place: place(props.question.evse) })}
      description={t('hold.text')}
      className="sm:max-w-2xl"
      trigger={
        <Button disabled={disabledWhy !== undefined} title={disabledWhy}>
          <Gauge aria-hidden />
          {t('hold.name')}
        </Button>
      }
    >
      {(close) => <HoldForm {...props} onDone={close} />}
    </FormDialog>
  )
}

function HoldForm({
  id,
  question,
  held,
  sessionId,
  timeZone,
  command,
  onDone,
}: Omit<HoldLimitProps, 'disabledWhy'> & { onDone: () => void }) {
  const t = useTranslations('limits')
  const words = useLimitWords(timeZone)
  const { act, pending } = useAct()
  const [amperes, setAmperes] = useState('16')
  const [clock, setClock] = useState('')
  const now = new Date(question.from)
  const limitA = Number(amperes.replace(',', '.'))
  const isLimit = amperes.trim() !== '' && Number.isFinite(limitA) && limitA >= 0 && limitA <= 1000
  const until = clock === '' ? null : nextWallTime(clock, now, timeZone)
  const asked = holdCommand({ evse: question.evse, limitA: isLimit ? limitA : 0, until, sessionId }, held, now)
  const preview = asHeld(asked, now)
  const others = question.profiles.filter(({ profileId }) => profileId !== preview.profileId)
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!isLimit) return
        // The clock has gone on since the page was read.
        const fresh = holdCommand({ evse: question.evse, limitA, until, sessionId }, held, new Date())
        const sent = { ...fresh, type: 'set-charging-profile' as const }
        if (await act(command, { id, command: sent }, t('asked'))) onDone()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t('hold.amperes')}
          required
          description={isLimit && limitA < LEAST_CURRENT_A ? t('hold.pauses') : t('hold.amperesHelp')}
          error={isLimit ? undefined : t('hold.amperesWrong')}
        >
          <Input
            value={amperes}
            onChange={(event) => setAmperes(event.target.value)}
            inputMode="decimal"
            maxLength={6}
            autoFocus
          />
        </Field>
        <Field
          label={t('hold.until')}
          description={until ? t('until', { time: words.moment(until, now.getTime()) }) : t('hold.forGood')}
        >
          <Input type="time" value={clock} onChange={(event) => setClock(event.target.value)} />
        </Field>
      </div>
      <LimitChart
        question={{ ...question, profiles: [...others, preview], said: null }}
        title={t('hold.preview')}
        timeZone={timeZone}
        height={170}
        isPlain
      />
      <FormButtons pending={pending} label={t('hold.send')} />
    </form>
  )
}
