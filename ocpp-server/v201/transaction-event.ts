import type { OCPP20 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { recordSessionMessages } from '../../lib/sessions/mutations/record-session-messages'
import type { CostDisplay } from '../../lib/sessions/queries/station-shows-cost'
import type { SaidTime, SessionEvent, StationSaid } from '../../lib/sessions/session-message'
import type { SessionOutcome } from '../../lib/sessions/session-outcome'
import { knowDisplay, readingDisplay, showCost, totalCost } from '../cost-display'
import { placeNumber, textOrNull } from '../place'
import { usingReservation } from '../reservation-use'
import type { Inbound, Plan, Route } from '../route'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { showSession } from '../show-session'
import { withSignedValues } from '../signed-values'
import { watchTransaction } from '../transaction-watch'
import { notingUnpaidStart, standingIn } from '../unpaid-start'
import { vouchedToken } from '../vouched-token'
import { samples201 } from './sampled-values'
import { signedValues201 } from './signed-values'
import { idTokenInfo, saidToken } from './token'

type TransactionEvent = Said<OCPP20.TransactionEventRequest>

const TYPES: Readonly<Record<string, SessionEvent['type']>> = { Started: 'started', Updated: 'updated', Ended: 'ended' }

const CHARGING_STATES: Readonly<Record<string, SessionEvent['chargingState']>> = {
  EVConnected: 'connected',
  Charging: 'charging',
  SuspendedEV: 'suspended-ev',
  SuspendedEVSE: 'suspended-evse',
  Idle: 'idle',
}

/** SPEC B-5 … B-7, X-5, X-8. Never refused as long as it names its transaction; in any order, any number of times. */
export const transactionEvent: Route<TransactionEvent> = {
  handle: (payload, message) => planEvent(payload, message, null),
}

/** @param stationSaid what only OCPP 2.1 says */
export function planEvent(payload: TransactionEvent, message: Inbound, stationSaid: StationSaid | null): Plan {
  const { station } = message
  const item: SessionEvent = { ...sessionEvent(payload, message), stationSaid }
  const isPriceTold = item.type !== 'started' && station.registration === 'accepted'
  const planned: Plan = {
    writes: [{ writer: recordSessionMessages, item } as Write, ...readingDisplay(station)],
    answer([result, display]) {
      const outcome = result as SessionOutcome
      const cost = isPriceTold
        ? totalCost(station, outcome, item.type === 'ended', display as CostDisplay | undefined)
        : undefined
      return {
        ...(outcome.standing === null ? {} : { idTokenInfo: idTokenInfo(outcome.standing, outcome.tokenGroup) }),
        ...(cost === undefined ? {} : { totalCost: cost }),
      }
    },
    committed([result, display]) {
      const outcome = result as SessionOutcome
      if (display !== undefined) knowDisplay(station, display as CostDisplay)
      showSession(message, outcome)
      watchTransaction(station, item, outcome)
      showCost(station, outcome)
    },
  }
  const signed = withSignedValues(planned, message, item.evse, signedValues201(payload.meterValue, message))
  // Later events say no more than the first with a token; those that bring none cannot be refused.
  const noted = item.token === null ? signed : notingUnpaidStart(signed, message, { ...standingIn, ...placeOf(item) })
  return usingReservation(noted, message, {
    reservationId: safeId(payload.reservationId),
    evse: item.evse,
    token: item.type === 'ended' ? null : (item.token?.value ?? null),
    at: item.at.at,
  })
}

const placeOf = ({ evse, connector }: SessionEvent) => ({ evse, connector })

function sessionEvent(payload: TransactionEvent, message: Inbound): SessionEvent {
  const { station, receivedAt } = message
  const transaction = payload.transactionInfo
  const at = saidTime(payload.timestamp, receivedAt, station.clockZone)
  const evse = placeNumber(payload.evse?.id)
  const type = TYPES[payload.eventType ?? ''] ?? 'updated'
  return {
    kind: 'event',
    stationId: station.id,
    receivedAt,
    type,
    transactionId: need(transaction?.transactionId, 'transactionInfo.transactionId'),
    seqNo: seqNo(payload.seqNo, type, at),
    trigger: payload.triggerReason ?? 'Trigger',
    offline: payload.offline ?? false,
    at,
    evse,
    connector: evse === null ? null : (placeNumber(payload.evse?.connectorId) ?? 1),
    token: vouchedToken(station, saidToken(payload.idToken)),
    chargingState: CHARGING_STATES[transaction?.chargingState ?? ''] ?? null,
    stoppedReason: textOrNull(transaction?.stoppedReason),
    remoteStartId: safeId(transaction?.remoteStartId),
    samples: samples201(payload.meterValue, message),
  }
}

const isInt32 = (value: number) => Number.isInteger(value) && value >= 0 && value < 2 ** 31

/** A station that forgot to number: its first event is 0, a later one stands at its own second, in order and never twice. */
function seqNo(said: number | undefined, type: SessionEvent['type'], at: SaidTime): number {
  if (said !== undefined && isInt32(said)) return said
  return type === 'started' ? 0 : Math.floor(at.at.getTime() / 1000) % 2 ** 31
}

const safeId = (value: number | undefined): number | null => (value !== undefined && isInt32(value) ? value : null)
