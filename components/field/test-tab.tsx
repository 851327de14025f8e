'use client'

import { CircleCheck, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { Field } from '@/components/ui/field'
import { DateTime } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { NativeSelect } from '@/components/ui/select'
import type { ShownJob } from '@/lib/field/tablet/shown-job'
import type { TestRequest } from './tablet/field-api'
import type { FieldStore } from './tablet/field-store'
import { TOUCH, TouchButton } from './touch-button'

/** While an answer is awaited, the job is read again this often. */
const LOOK_EVERY_MS = 1500
const UNSETTLED = new Set(['queued', 'sent', 'accepted'])
/** A station that has not proven it within this time will not. */
const PATIENCE_MS = 5 * 60_000
/** One that has proven it may still have to say that it works: after a restart its outlets speak one by one. */
const WORD_WITHIN_MS = 60_000

interface TestTabProps {
  readonly job: ShownJob
  readonly store: FieldStore
  readonly isOnline: boolean
}

/** Questions to the station from the spot; what it proves can close the job. */
export function TestTab({ job, store, isOnline }: TestTabProps) {
  const t = useTranslations('field.test')
  const commands = useTranslations('station.command')
  const [evse, setEvse] = useState(job.fault?.evse || job.station.connectors[0]?.evse || 1)
  const [token, setToken] = useState('')
  const [asking, setAsking] = useState<string | null>(null)
  useFreshJob(job, store, isOnline)
  const evses = [...new Set(job.station.connectors.map(({ evse }) => evse))]
  const canAsk = isOnline && job.station.isOnline && asking === null

  const ask = async (name: string, command: TestRequest['command']) => {
    setAsking(name)
    try {
      await store.test({ workOrderId: job.id, command })
    } catch {
      toast.error(t('refused'))
    } finally {
      setAsking(null)
    }
  }
  const button = (name: 'status' | 'unlock' | 'soft' | 'hard' | 'enable', command: TestRequest['command']) => (
    <TouchButton variant="outline" disabled={!canAsk} pending={asking === name} onClick={() => void ask(name, command)}>
      {t(name)}
    </TouchButton>
  )

  return (
    <div className="grid gap-4">
      {!isOnline && <Missing text={t('noNetwork')} />}
      {isOnline && !job.station.isOnline && <Missing text={t('stationOffline')} />}
      <div className="flex flex-wrap items-end gap-3">
        {evses.length > 1 && (
          <Field label={t('outlet')}>
            <NativeSelect className={TOUCH} value={evse} onChange={(event) => setEvse(Number(event.target.value))}>
              {evses.map((number) => (
                <option key={number} value={number}>
                  {number}
                </option>
              ))}
            </NativeSelect>
          </Field>
        )}
        {button('status', { type: 'trigger', message: 'StatusNotification', evseId: evse })}
        {button('unlock', { type: 'unlock', evseId: evse })}
        {button('enable', { type: 'change-availability', evseId: evse, operative: true })}
        {button('soft', { type: 'reset', kind: 'soft' })}
        {button('hard', { type: 'reset', kind: 'hard' })}
      </div>
      <form
        className="flex flex-wrap items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (token.trim() !== '') void ask('start', { type: 'start', evseId: evse, token: token.trim() })
        }}
      >
        <Field label={t('token')} description={t('tokenHelp')}>
          <Input className={TOUCH} value={token} maxLength={255} onChange={(event) => setToken(event.target.value)} />
        </Field>
        <TouchButton
          type="submit"
          variant="outline"
          className="mt-5.5"
          disabled={!canAsk || token.trim() === ''}
          pending={asking === 'start'}
        >
          {t('start')}
        </TouchButton>
      </form>
      {job.commands.length > 0 && (
        <ul aria-label={t('asked')} className="rounded-lg border bg-card py-1">
          {job.commands.map(({ id, type, stage, queuedAt, isPassedProbe }) => (
            <li key={id} className="flex flex-wrap items-center gap-3 px-3 py-2 text-base">
              <span className="text-muted-foreground text-xs">
                <DateTime at={queuedAt} format="time-seconds" />
              </span>
              <span className="flex-1">{commands(`type.${type}` as 'type.reset')}</span>
              <span className="text-muted-foreground">{commands(`stage.${stage}` as 'stage.queued')}</span>
              {isPassedProbe && (
                <span className="flex items-center gap-1.5 font-medium text-status-available">
                  <CircleCheck className="size-5" aria-hidden />
                  {t('passed')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const Missing = ({ text }: { text: string }) => (
  <p className="flex items-center gap-2 rounded-md border p-3 text-base text-muted-foreground">
    <WifiOff className="size-5" aria-hidden />
    {text}
  </p>
)

/** Follows commands under way until the station has proven them, and has said how it is. */
function useFreshJob({ id, commands }: ShownJob, store: FieldStore, isOnline: boolean): void {
  const isWaiting = commands.some(({ stage, queuedAt, confirmedAt, isPassedProbe }) => {
    if (UNSETTLED.has(stage)) return Date.now() - Date.parse(queuedAt) < PATIENCE_MS
    return confirmedAt !== null && !isPassedProbe && Date.now() - Date.parse(confirmedAt) < WORD_WITHIN_MS
  })
  useEffect(() => {
    if (!isWaiting || !isOnline) return
    const timer = setInterval(() => void store.refreshJob(id).catch(() => undefined), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [id, isWaiting, isOnline, store])
}
