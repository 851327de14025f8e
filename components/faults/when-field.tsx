'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { HOUR_MS, MINUTE_MS } from '@/lib/kernel/time'

interface WhenFieldProps {
  label: string
  /** As a datetime-local field holds it: the reader's own wall clock. */
  value: string
  onChange: (local: string) => void
  error?: string
}

/** A moment to come: the ones people mostly mean by one press, any other by the field. */
export function WhenField({ label, value, onChange, error }: WhenFieldProps) {
  const t = useTranslations('faults.when')
  const choices = [
    { name: t('hours', { count: 1 }), at: () => inHours(1) },
    { name: t('hours', { count: 2 }), at: () => inHours(2) },
    { name: t('hours', { count: 4 }), at: () => inHours(4) },
    { name: t('today', { time: '17:00' }), at: () => atClock(0, 17) },
    { name: t('tomorrow', { time: '12:00' }), at: () => atClock(1, 12) },
  ]
  return (
    <div className="grid gap-2">
      <Field label={label} required error={error}>
        <Input type="datetime-local" value={value} onChange={({ target }) => onChange(target.value)} autoFocus />
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {choices.map(({ name, at }) => (
          <Button key={name} variant="outline" size="sm" onClick={() => onChange(localOf(at()))}>
            {name}
          </Button>
        ))}
      </div>
    </div>
  )
}

const QUARTER_MS = 15 * MINUTE_MS

/** To the next quarter: nobody promises 15:43. */
const inHours = (hours: number) => new Date(Math.ceil((Date.now() + hours * HOUR_MS) / QUARTER_MS) * QUARTER_MS)

function atClock(days: number, hour: number): Date {
  const at = new Date()
  at.setDate(at.getDate() + days)
  at.setHours(hour, 0, 0, 0)
  // Five o'clock after five is tomorrow's.
  if (at.getTime() <= Date.now()) at.setDate(at.getDate() + 1)
  return at
}

/** An instant as a datetime-local field holds it. */
export function localOf(at: Date): string {
  const wall = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS)
  return wall.toISOString().slice(0, 16)
}
