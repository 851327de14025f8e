'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { WhenStale } from '@/components/live/stale'
import { SignedValuesCard } from '@/components/signed/signed-values-card'
import type { CommandAction } from '@/components/station/station-actions'
import { Duration, Elapsed, Energy, Money, Power } from '@/components/ui/format'
import { ABSENT } from '@/components/ui/format-values'
import type { Page } from '@/lib/kernel/cursor'
import { averagePowerW } from '@/lib/sessions/average-power'
import type { SessionDetail } from '@/lib/sessions/queries/get-session'
import type { CurvePoint, SessionReading } from '@/lib/sessions/queries/list-readings'
import type { SignedProof } from '@/lib/signed-meter-values/queries/get-signed-proof'
import { AskStation } from './ask-station'
import { Bill } from './bill'
import type { ReaderMay } from './reader-may'
import { ReadingsTable } from './readings-table'
import type { ResolveReviewAction } from './resolve-review'
import { ReviewFlags } from './review-flags'
import { SessionCurve } from './session-curve'
import { SessionFactsCard } from './session-facts-card'
import { SessionState } from './session-state'
import { StopCharging } from './stop-charging'
import { Timeline } from './timeline'
import { type RunningSession, useRunningSession } from './use-running-session'

interface SessionViewProps {
  session: SessionDetail
  curve: readonly CurvePoint[]
  readings: Page<SessionReading>
  moreReadings: Parameters<typeof ReadingsTable>[0]['more']
  /** Null for those who may only look. */
  resolve: ResolveReviewAction | null
  command: CommandAction | null
  may: ReaderMay
  /** What its signed meter values prove; null: it has none. */
  proof: SignedProof | null
}

/** One session, live: what it did, beside what it costs, line by line. */
export function SessionView({
  session,
  curve,
  readings,
  moreReadings,
  resolve,
  command,
  may,
  proof,
}: SessionViewProps) {
  const running = useRunningSession(session)
  const timeZone = session.site?.timeZone
  return (
    <>
      <WhenStale>
        <Headline session={session} running={running} />
      </WhenStale>
      {running.isActive && command && (
        <StopCharging
          sessionId={String(session.id)}
          stationId={session.stationId}
          who={session.who}
          command={command}
        />
      )}
      {running.state === 'waiting' && command && (
        <AskStation sessionId={String(session.id)} stationId={session.stationId} command={command} />
      )}
      <ReviewFlags session={session} resolve={resolve} />
      {/* On a narrow screen: curve, bill, facts, story. On a wide one the story stands under the curve. */}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] xl:grid-cols-[minmax(0,1fr)_26rem]">
        <SessionCurve points={curve} startedAt={session.startedAt} endedAt={running.endedAt} timeZone={timeZone} />
        <div className="grid min-w-0 gap-4 lg:row-span-2">
          <Bill
            mayReadTariff={may.tariffs}
            price={running.price}
            tariff={session.tariff}
            plan={session.plan}
            isActive={running.isActive}
            timeZone={timeZone}
          />
          <SessionFactsCard may={may} session={session} lastReadingAt={running.lastReadingAt} />
        </div>
        <div className="grid min-w-0 gap-4">
          {proof && <SignedValuesCard sessionId={String(session.id)} proof={proof} timeZone={timeZone} />}
          <Timeline session={session} mayReadMessages={may.messages} />
        </div>
      </div>
      <ReadingsTable sessionId={String(session.id)} first={readings} more={moreReadings} timeZone={timeZone} />
    </>
  )
}

/** The five figures one asks for first. */
function Headline({ session, running }: { session: SessionDetail; running: RunningSession }) {
  const t = useTranslations('sessions.facts')
  const end = running.endedAt
  const seconds = end ? (end.getTime() - session.startedAt.getTime()) / 1000 : null
  const averageW = averagePowerW(running.energyWh, seconds)
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-3 lg:grid-cols-[auto_repeat(5,1fr)]">
      <Figure label={<span className="sr-only">{useTranslations('sessions.filters')('status')}</span>}>
        <SessionState state={running.state} />
      </Figure>
      <Figure label={t('energy')} testId="session-energy">
        <Energy wh={running.energyWh} digits={3} />
      </Figure>
      {running.isActive ? (
        <Figure label={t('power')}>
          <Power w={running.powerW} />
        </Figure>
      ) : (
        <Figure label={t('averagePower')}>
          <Power w={averageW} />
        </Figure>
      )}
      <Figure label={t('soc')}>{running.socPercent === null ? ABSENT : `${Math.round(running.socPercent)} %`}</Figure>
      <Figure label={t('time')}>
        {seconds === null ? <Elapsed from={session.startedAt.toISOString()} /> : <Duration seconds={seconds} />}
      </Figure>
      <Figure label={running.isActive ? t('priceSoFar') : t('price')} testId="session-total">
        <Money amount={running.price?.total} currency={running.price?.currency} />
      </Figure>
    </dl>
  )
}

function Figure({ label, testId, children }: { label: ReactNode; testId?: string; children: ReactNode }) {
  return (
    <div className="flex flex-col justify-center gap-0.5 bg-card px-4 py-2.5">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="font-semibold text-lg leading-6" data-testid={testId}>
        {children}
      </dd>
    </div>
  )
}
