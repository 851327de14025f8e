import { Decimal } from '../kernel/money'
import { planAtStart } from '../plans/session-plan'
import type { Phase } from '../tariffs/idle-time'
import type { Review } from './review-flags'
import type { SaidTime, SaidToken } from './session-message'
import type { Context, SessionState, SessionToken } from './session-state'

/** What a session is made of when it is first heard of. */
export interface Beginning {
  readonly stationId: bigint
  readonly receivedAt: Date
  readonly startedAt: Date
  readonly evse: number
  readonly connector: number
  readonly startKey: string
  readonly ocppTransactionId: string
  readonly token: SaidToken | null
  readonly meterStartWh: number | null
  readonly isStartKnown: boolean
  readonly phases: readonly Phase[]
}

/** A new session, with the tariff, site, customer and plan as they are now: later changes to those do not reach it. */
export function beginSession(beginning: Beginning, context: Context): SessionState {
  const { token, meterStartWh, phases, ...rest } = beginning
  return {
    ...rest,
    id: context.newId,
    stationIdentity: context.place.stationIdentity,
    siteId: context.place.siteId,
    tariffVersionId: context.token?.tariffVersionId ?? context.place.tariffVersionId,
    timeZone: context.place.timeZone,
    priceArea: context.place.priceArea,
    maxPowerW: context.place.maxPowerW,
    ...ownership(token, beginning.startedAt, context),
    status: 'active',
    endedAt: null,
    meterStartWh: meterStartWh === null || meterStartWh < 0 ? null : new Decimal(meterStartWh).toDecimalPlaces(3),
    meterStopWh: null,
    energyWh: new Decimal(0),
    isEnergyKnown: true,
    lastReadingAt: null,
    powerW: null,
    socPercent: null,
    chargingState: phases.at(-1)?.state ?? 'charging',
    stopReason: null,
    stopTokenValue: null,
    remoteStartId: null,
    phases,
    flags: new Map(),
    events: new Set(),
    numbersElsewhere: new Set(),
    completeness: 'complete',
    incompleteSince: null,
    stationSaid: null,
    meter: null,
    history: [],
  }
}

/** Who charges, and under which plan, by the token in the message at hand. */
export function ownership(
  token: SaidToken | null,
  startedAt: Date,
  context: Context,
): Pick<SessionState, 'token' | 'customerId' | 'authorisation' | 'plan'> {
  return {
    token: token === null || token.type === 'none' ? null : tokenOf(token, context),
    customerId: context.token?.customerId ?? null,
    authorisation: context.token?.standing ?? null,
    plan: planAtStart(context.token?.grants ?? [], startedAt),
  }
}

const tokenOf = (token: SaidToken, { token: facts }: Context): SessionToken => ({
  value: token.value,
  id: facts?.id ?? null,
  name: facts?.name ?? '',
  group: facts?.group ?? null,
})

/** A time that had to be replaced is worth a look when minutes or validity hang on it. */
export const clockReviews = (time: SaidTime): Review[] =>
  time.doubt === null ? [] : [{ flag: 'clock-doubt', detail: `${time.doubt}${time.said ? ` (${time.said})` : ''}` }]

/** A session that was open on the EVSE when this one began: its stop is probably lost, but it stays open until a rule closes it. */
export const supersededBy = (session: SessionState, open: readonly SessionState[]): SessionState[] =>
  open.filter(
    (other) =>
      other.id !== session.id &&
      session.evse !== 0 &&
      other.evse === session.evse &&
      other.startedAt <= session.startedAt &&
      !other.flags.has('superseded'),
  )
