import type { ConnectorStatus } from '../stations/status'
import type { RecoveryFacts } from './facts'

const BROKEN: readonly ConnectorStatus[] = ['faulted', 'unavailable', 'unknown']

/** Statuses that are the fault itself, of those rules that look at statuses. */
const STUCK_IN: Readonly<Record<string, readonly ConnectorStatus[]>> = {
  faulted: [],
  unavailable: [],
  warning: [],
  'stuck-preparing': ['preparing', 'occupied'],
  'stuck-finishing': ['finishing', 'occupied'],
  'stuck-suspended-evse': ['suspended-evse'],
}

/**
 * Since when the station itself has said, after an instant, that the place is well; null: it has not, or statuses cannot tell of this
 * fault (a reader that reads nothing says Available). Every connector of the place must have spoken. Epoch ms.
 */
export function wellSince({ fault, station, connectors }: RecoveryFacts, after: number): number | null {
  const stuckIn = fault.source === 'rule' ? STUCK_IN[fault.code] : []
  if (stuckIn === undefined || station === null) return null
  const isIll = (status: ConnectorStatus) => BROKEN.includes(status) || stuckIn.includes(status)
  const meant = connectors.filter(
    ({ evse, connector }) =>
      (fault.evse === 0 || evse === fault.evse) && (fault.connector === 0 || connector === fault.connector),
  )
  if (meant.length === 0 || meant.some(({ status }) => isIll(status))) return null
  if (fault.evse === 0 && station.statusAt !== null && ['faulted', 'unavailable'].includes(station.status)) return null
  const told = meant.map(({ toldAt }) => toldAt ?? 0)
  if (told.some((at) => at <= after)) return null
  return Math.max(...told)
}

/** Whether the end of a fault shows in statuses at all. */
export const endsInStatus = ({ source, code }: RecoveryFacts['fault']): boolean =>
  source !== 'rule' || Object.hasOwn(STUCK_IN, code)
