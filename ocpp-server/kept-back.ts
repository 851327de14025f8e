import type { ClaimedCommand } from '../lib/commands/mutations/settle-command'
import { type HeldBack, heldProblem } from '../lib/recovery/held-back'
import { whoIsInTheWay } from '../lib/recovery/precondition'
import { CannotSend } from './station-answer'
import type { StationConnection } from './station-connection'

/** Whether a message tells that somebody is there before any status does: a token shown, a session begun. */
export function tellsOfSomebody(action: string, payload: Readonly<Record<string, unknown>>): boolean {
  if (action === 'TransactionEvent') return payload.eventType === 'Started'
  return action === 'Authorize' || action === 'StartTransaction'
}

type Known = Pick<StationConnection, 'live' | 'sessionStates' | 'holdings' | 'somebodyAt'> & {
  readonly peer: Pick<StationConnection['peer'], 'pendingInbound'>
}

/**
 * Why a command with a precondition may not leave now, by what this connection has heard up to this moment; null: it may. What the
 * station is saying just now is heard first. SPEC C-15.
 */
export function keptBackBy({ onlyIf }: Pick<ClaimedCommand, 'onlyIf'>, station: Known, now: number): CannotSend | null {
  const why = heldBackBy(onlyIf, station, now)
  return why === null ? null : new CannotSend(heldProblem(why))
}

function heldBackBy(onlyIf: ClaimedCommand['onlyIf'], station: Known, now: number): HeldBack | null {
  if (onlyIf === null) return null
  if (onlyIf === 'unreadable') return 'unknown'
  const { live, sessionStates, holdings, somebodyAt, peer } = station
  const seen = {
    connectors: live.connectors.map(({ evse, connector, status, statusAt }) => ({
      evse,
      connector,
      status,
      toldAt: statusAt === null ? null : Date.parse(statusAt),
    })),
    sessions: [...sessionStates].map(([evse, chargingState]) => ({ evse, chargingState })),
    authorisedAt: somebodyAt,
    reservedEvses: (holdings.reservations(new Date(now)) ?? []).map(({ evse }) => evse),
  }
  const isSaying = onlyIf.nobody.interrupts && peer.pendingInbound > 0
  return whoIsInTheWay(onlyIf, seen, now) ?? (isSaying ? 'busy' : null)
}
