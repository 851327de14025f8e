import type { FaultChanged, LiveFault, ScopedEvent } from '../live/events'
import { causeWords } from './cause-titles'
import type { FaultChange } from './fault'

/** @param identity OCPP identity of the fault's station; null: it is the whole site's */
export function liveFault(fault: FaultChange, identity: string | null): LiveFault {
  return {
    id: String(fault.id),
    siteId: fault.siteId?.toString() ?? null,
    stationId: identity,
    evse: fault.evseNumber,
    connector: fault.connectorNumber,
    source: fault.source,
    code: fault.code,
    cause: fault.cause,
    severity: fault.severity,
    isSafety: fault.isSafety,
    stage: fault.stage,
    assignee: fault.assignee && { id: String(fault.assignee.id), name: fault.assignee.name },
    acknowledgedAt: fault.acknowledgedAt?.toISOString() ?? null,
    beganAt: fault.beganAt.toISOString(),
    openedAt: fault.openedAt.toISOString(),
    closedAt: fault.closedAt?.toISOString() ?? null,
    promisedAt: fault.promisedAt?.toISOString() ?? null,
    recovering: fault.recovering,
    causeWords: causeWords(fault.cause),
  }
}

/** The change as the bus carries it. */
export const faultEvent = (
  fault: LiveFault,
  siteId: bigint | null,
): ScopedEvent & { readonly event: FaultChanged } => ({
  event: { type: 'fault', fault },
  siteId: siteId?.toString() ?? null,
  customerId: null,
})
