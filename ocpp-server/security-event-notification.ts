import type { Write } from '../lib/db/coalesce'
import type { FaultChange, FaultSaid } from '../lib/faults/fault'
import { recordFaults } from '../lib/faults/mutations/record-faults'
import { securityEventKind } from '../lib/faults/security-events'
import { happened, happening } from './happening'
import type { Route } from './route'
import { saidTime } from './said-time'
import { need } from './schemas/read-payload'

interface SecurityEvent {
  readonly type?: string
  readonly timestamp?: string
  readonly techInfo?: string
}

/** Alike in 1.6 (security whitepaper) and 2.x: a line in the station's history, and a fault where somebody has to act. SPEC S-26. */
export const securityEventNotification: Route<SecurityEvent> = {
  handle({ type, timestamp, techInfo }, message) {
    const { station, receivedAt } = message
    const name = need(type, 'type')
    const detail = techInfo === undefined ? null : { techInfo }
    const line = happening(message, 'security', name, detail, timestamp)
    const { severity } = securityEventKind(name)
    if (severity === null) return happened(line)
    const item: FaultSaid = {
      stationId: station.id,
      evseNumber: 0,
      connectorNumber: 0,
      source: 'security',
      code: name,
      severity,
      detail,
      at: timestamp === undefined ? receivedAt : saidTime(timestamp, receivedAt, station.clockZone).at,
      isOpen: true,
    }
    return {
      writes: [line, { writer: recordFaults, item } as Write],
      answer: () => ({}),
      committed: ([, change]) => station.showFault(change as FaultChange | null),
    }
  },
}
