import { MINUTE_MS } from '../kernel/time'
import type { ConnectorStatus } from '../stations/status'
import type { RecoveryFacts, SessionFact } from './facts'
import type { Guard } from './guard'
import type { ChosenPlaybook } from './playbook-for'
import type { Step } from './steps'

/** Whoever was let in and has not begun may begin any moment. */
export const AUTHORISED_FOR_MS = 10 * MINUTE_MS

const CHARGING: ReadonlySet<ConnectorStatus> = new Set(['charging', 'suspended-ev'])
const PLUGGED_IN: ReadonlySet<ConnectorStatus> = new Set(['preparing', 'occupied', 'finishing', 'suspended-evse'])

/**
 * Whether anybody would be hurt by a step: somebody charges, is plugged in, was let in, has booked, or nobody can tell. What
 * interrupts nothing waits only for those who charge or were let in; a car that the station holds back is who it is for.
 */
export function whoIsThere(
  { reach, interrupts }: Pick<Step, 'reach' | 'interrupts'>,
  { mayBePluggedIn }: Pick<ChosenPlaybook, 'mayBePluggedIn'>,
  facts: Pick<RecoveryFacts, 'connectors' | 'sessions' | 'authorisedAt' | 'reservedEvses'> & {
    readonly fault: { readonly evse: number }
  },
  now: number,
): Extract<Guard, 'in-use' | 'authorised' | 'reserved' | 'unknown'> | null {
  const { fault } = facts
  const isReached = ({ evse }: { readonly evse: number }) =>
    reach === 'station' || fault.evse === 0 || evse === 0 || evse === fault.evse
  const isOwn = ({ evse }: { readonly evse: number }) => mayBePluggedIn && evse === fault.evse
  const connectors = facts.connectors.filter(isReached)
  if (facts.sessions.filter(isReached).some((session) => interrupts || !isHeldBack(session))) return 'in-use'
  if (connectors.some(({ status }) => CHARGING.has(status))) return 'in-use'
  if (facts.authorisedAt !== null && facts.authorisedAt > now - AUTHORISED_FOR_MS) return 'authorised'
  if (!interrupts) return null
  if (connectors.some((one) => PLUGGED_IN.has(one.status) && !isOwn(one))) return 'in-use'
  const isBooked = facts.reservedEvses.some((evse) => evse === null || isReached({ evse }))
  if (isBooked || connectors.some(({ status }) => status === 'reserved')) return 'reserved'
  // Stations tell of themselves as a whole seldom; of their connectors always.
  const isTold =
    connectors.length > 0 && connectors.every(({ status, toldAt }) => status !== 'unknown' && toldAt !== null)
  return isTold ? null : 'unknown'
}

/** It has no current: sending its limit again is what it waits for. */
const isHeldBack = ({ chargingState }: SessionFact) => chargingState === 'suspended-evse'
