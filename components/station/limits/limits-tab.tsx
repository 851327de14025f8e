'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { ChargingProfile } from '@/lib/charging-limits/charging-profile'
import type { LiveCommand, LiveSession, LiveStation } from '@/lib/live/events'
import type { Station } from '@/lib/stations/queries/find-station'
import type { CommandAction } from '../station-actions'
import { useRenew } from '../use-renew'
import { DerCard } from './der-card'
import { DisplayCard } from './display-card'
import { HoldLimit } from './hold-limit'
import { LimitChart } from './limit-chart'
import type { LimitQuestion } from './limit-points'
import type { LimitsContent } from './limits-content'
import { ProfilesTable } from './profiles-table'
import { ReservationsCard } from './reservations-card'
import { useLimitWords } from './use-limit-words'

const AHEAD_MS = 24 * 3_600_000
const ABOUT = new Set([
  'set-charging-profile',
  'clear-charging-profile',
  'get-charging-profiles',
  'restore-charging-profiles',
  'get-composite-schedule',
  'reserve',
  'cancel-reservation',
  'set-display-message',
  'get-display-messages',
  'clear-display-message',
  'set-der-control',
  'get-der-control',
  'clear-der-control',
])

interface LimitsTabProps {
  station: Station
  live: LiveStation
  sessions: readonly LiveSession[]
  commands: readonly LiveCommand[]
  tokens: readonly { value: string; name: string }[]
  content: LimitsContent
  command: CommandAction
}

/** What the station may draw, for whom it is kept, and what stands on its display. */
export function LimitsTab({ station, live, sessions, commands, tokens, content, command }: LimitsTabProps) {
  const t = useTranslations('limits')
  const words = useLimitWords(station.timeZone)
  const { act, pending } = useAct()
  const evses = [...new Set(live.connectors.map(({ evse }) => evse))].filter((evse) => evse > 0)
  const [chosen, setChosen] = useState<number | null>(null)
  const evse = chosen ?? evses[0] ?? 0
  const statuses = live.connectors.map(({ status }) => status).join()
  useRenew(commands, ABOUT, `${statuses} ${sessions.map(({ id }) => id).join()}`)

  const session = sessions.find((one) => one.evse === evse)
  const isDc = station.connectors.some((one) => one.live.evse === evse && one.currentType === 'dc')
  const question: LimitQuestion = {
    profiles: content.profiles.filter((profile) => concerns(profile, evse)),
    evse,
    // The server has left out profiles of sessions that are over: what is here is this session's.
    session: session ? { transactionId: null, startedAt: new Date(session.startedAt) } : null,
    unit: isDc ? 'W' : 'A',
    from: content.readAt,
    to: content.readAt + AHEAD_MS,
    said: content.answers.find((answer) => answer.evse === evse) ?? null,
  }
  const isTwo = live.protocol !== 'ocpp1.6' && live.protocol !== null
  const off = live.online ? undefined : t('needsConnection')
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Places evses={evses} value={evse} onChange={setChosen} name={words.place} label={t('place')} />
        <div className="flex flex-wrap gap-2">
          <HoldLimit
            id={live.id}
            question={question}
            held={content.profiles}
            sessionId={session?.id ?? null}
            timeZone={station.timeZone}
            command={command}
            disabledWhy={off}
          />
          {isTwo && (
            <Button
              variant="outline"
              pending={pending}
              disabled={off !== undefined}
              title={off}
              onClick={() => act(command, { id: live.id, command: { type: 'get-charging-profiles' } }, t('asked'))}
            >
              {t('read')}
            </Button>
          )}
          <Button
            variant="outline"
            pending={pending}
            disabled={off !== undefined}
            title={off ?? t('compareHelp')}
            onClick={() =>
              act(command, { id: live.id, command: { type: 'get-composite-schedule', evseId: evse } }, t('asked'))
            }
          >
            {t('compare')}
          </Button>
        </div>
      </div>
      <LimitChart
        question={question}
        title={evse === 0 ? t('titleStation') : t('title', { outlet: evse })}
        timeZone={station.timeZone}
      />
      <ProfilesTable
        id={live.id}
        profiles={content.profiles}
        now={content.readAt}
        timeZone={station.timeZone}
        command={command}
        disabledWhy={off}
      />
      {content.gridControls.length > 0 && <DerCard controls={content.gridControls} timeZone={station.timeZone} />}
      <ReservationsCard
        live={live}
        reservations={content.reservations}
        tokens={tokens}
        timeZone={station.timeZone}
        command={command}
        disabledWhy={off}
      />
      {isTwo && (
        <DisplayCard
          id={live.id}
          protocol={live.protocol}
          messages={content.messages}
          sessions={sessions}
          timeZone={station.timeZone}
          command={command}
          disabledWhy={off}
        />
      )}
    </div>
  )
}

/** The station as such is not limited by what sessions are. */
const concerns = ({ evse: place, purpose }: ChargingProfile, evse: number): boolean =>
  evse === 0 ? place === 0 && (purpose === 'station-max' || purpose === 'external') : place === 0 || place === evse

interface PlacesProps {
  evses: readonly number[]
  value: number
  onChange: (evse: number) => void
  name: (evse: number) => string
  label: string
}

function Places({ evses, value, onChange, name, label }: PlacesProps) {
  return (
    <fieldset className="relative flex max-w-full gap-1 overflow-x-auto rounded-md border bg-card p-0.5">
      <legend className="sr-only">{label}</legend>
      {[...evses, 0].map((evse) => (
        <button
          key={evse}
          type="button"
          aria-pressed={evse === value}
          onClick={() => onChange(evse)}
          className={cn(
            'h-7 whitespace-nowrap rounded px-2.5 text-muted-foreground hover:text-foreground',
            'focus-visible:outline-2 focus-visible:outline-ring',
            evse === value && 'bg-secondary font-medium text-foreground',
          )}
        >
          {name(evse)}
        </button>
      ))}
    </fieldset>
  )
}
