import { happening } from '../happening'
import type { Inbound, Plan } from '../route'

/** A log status of any version: the station's latest, its history, and the command that waits. SPEC F-21. */
export function logSaid(message: Inbound, status: string, requestId: number | undefined): Plan {
  return {
    writes: [happening(message, 'log', status, requestId === undefined ? null : { requestId })],
    answer: () => ({}),
    committed: () => message.station.noticed({ kind: 'log', requestId: requestId ?? null, status }),
  }
}
