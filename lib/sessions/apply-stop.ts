import { Decimal } from '../kernel/money'
import { foldToken } from '../tokens/fold-token'
import { beginSession, clockReviews } from './begin-session'
import { hasStop, missingEvents } from './complete-session'
import type { Sample, SessionGivenUp, SessionLapsed, SessionStop } from './session-message'
import { type Applied, type Context, type NEEDS_HISTORY, nothing, type SessionState } from './session-state'
import { orphanKey } from './start-key'
import { takeSamples } from './take-samples'

/**
 * OCPP 1.6 StopTransaction. A repeated one changes nothing. One that fits no session is kept as a session of its own, flagged.
 * @param session found by its transaction id, by `matchStop`, or by the orphan's key; null: none
 */
export function applyStop(
  session: SessionState | null,
  stop: SessionStop,
  context: Context,
): Applied | typeof NEEDS_HISTORY {
  if (session === null) return endWith(orphan(stop, context), stop, context, true)
  if (session.status === 'ended' && hasStop(session)) return nothing(session, true)
  return endWith(session, stop, context)
}

function endWith(
  session: SessionState,
  stop: SessionStop,
  context: Context,
  isOrphan = false,
): Applied | typeof NEEDS_HISTORY {
  const said = stop.at.at
  const isBeforeStart = said.getTime() < session.startedAt.getTime()
  const endedAt = isBeforeStart ? session.startedAt : said
  const raised = clockReviews(stop.at)
  if (isOrphan) raised.push({ flag: 'orphan-stop', detail: orphanDetail(stop) })
  if (isBeforeStart) raised.push({ flag: 'clock-doubt', detail: 'the stop is before the start' })
  if (isOtherToken(session, stop, context)) {
    raised.push({ flag: 'stop-token-differs', detail: 'stopped with a token of no common group' })
  }
  const meterStopWh = stopRegister(stop)
  const ended: SessionState = {
    ...session,
    status: 'ended',
    endedAt,
    meterStopWh,
    stopReason: stop.reason,
    stopTokenValue: stop.token?.value ?? null,
    events: new Set([...session.events, '1:ended']),
  }
  const taken = takeSamples(ended, session.evse, stop.samples)
  if (typeof taken === 'string') return taken
  return {
    ...nothing(taken.session),
    readings: taken.readings,
    corrected: taken.corrected,
    events: [{ seqNo: 1, type: 'ended', trigger: null, offline: false, at: said }],
    phases: isOrphan ? session.phases : [],
    raised: [...raised, ...taken.raised],
    news: session.status === 'ended' ? null : 'ended',
  }
}

/** What the stop says the meter showed; a blank one (none, or 0) is filled from the readings that came with it. */
function stopRegister(stop: SessionStop): Decimal | null {
  const said = stop.meterStopWh !== null && stop.meterStopWh >= 0 ? stop.meterStopWh : null
  if (said !== null && said > 0) return new Decimal(said).toDecimalPlaces(3)
  const last = lastRegisterIn(stop.samples)
  if (last !== null) return new Decimal(last).toDecimalPlaces(3)
  return said === null ? null : new Decimal(said)
}

/** The register of the last sample that has one, Transaction.End before others. */
export function lastRegisterIn(samples: readonly Sample[]): number | null {
  let best: Sample | null = null
  for (const sample of samples) {
    if (sample.registerWh === null || sample.registerWh < 0 || sample.context === 'Transaction.Begin') continue
    const isBetter =
      best === null ||
      rank(sample) > rank(best) ||
      (rank(sample) === rank(best) && sample.at.at.getTime() >= best.at.at.getTime())
    if (isBetter) best = sample
  }
  return best?.registerWh ?? null
}
const rank = (sample: Sample) => (sample.context === 'Transaction.End' ? 1 : 0)

/** A stop that nothing is known of: the little it says, as a session that began when its first reading says. */
function orphan(stop: SessionStop, context: Context): SessionState {
  const begin = stop.samples.find((sample) => sample.context === 'Transaction.Begin')
  const startedAt = begin && begin.at.at < stop.at.at ? begin.at.at : stop.at.at
  return beginSession(
    {
      stationId: stop.stationId,
      receivedAt: stop.receivedAt,
      startedAt,
      evse: 0,
      connector: 0,
      startKey: orphanKey(stop),
      ocppTransactionId: `orphan-${context.newId}`,
      token: stop.token,
      meterStartWh: begin?.registerWh ?? null,
      isStartKnown: true,
      phases: [{ at: startedAt, state: 'charging' }],
    },
    context,
  )
}

const orphanDetail = (stop: SessionStop) => `transaction ${stop.transactionId}, meter ${stop.meterStopWh ?? 'not said'}`

function isOtherToken(session: SessionState, stop: SessionStop, context: Context): boolean {
  if (stop.token === null || session.token === null || stop.token.value === '') return false
  if (foldToken(stop.token.value) === foldToken(session.token.value)) return false
  const group = context.token?.group ?? null
  return group === null || group !== session.token.group
}

/** Our own rule has decided that no stop will come: the session ends where it was last heard of. A later stop corrects it. */
export function applyLapsed(session: SessionState | null, lapsed: SessionLapsed): Applied {
  if (session === null || session.status === 'ended') return nothing(session, true)
  const heard = [session.startedAt, session.lastReadingAt, session.phases.at(-1)?.at]
  const endedAt = new Date(Math.max(...heard.map((at) => at?.getTime() ?? 0)))
  return {
    ...nothing({ ...session, status: 'ended', endedAt, stopReason: 'Lost' }),
    raised: [{ flag: 'closed-by-rule', detail: lapsed.why }],
    news: 'ended',
  }
}

/** Nothing more will come of a session that waits: it is priced as it is. Events that come after all complete it. */
export function applyGivenUp(session: SessionState | null, { why }: SessionGivenUp): Applied {
  if (session?.completeness !== 'waiting') return nothing(session, true)
  const missing = missingEvents(session)
  return {
    ...nothing({ ...session, completeness: 'incomplete' }),
    raised: missing === null ? [] : [{ flag: 'events-missing', detail: `${missing}; ${why}` }],
  }
}
