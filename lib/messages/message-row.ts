import { isOcppVersion } from '../ocpp-schemas/official'
import { countFaults } from '../ocpp-schemas/schema-faults'

/** One exchange as the log shows it. */
export interface MessageRow {
  /** Of the row in the log; null for one seen live, which `station`, `at`, `direction` and `messageId` find. */
  readonly id: bigint | null
  readonly station: string
  readonly at: Date
  readonly direction: 'in' | 'out'
  readonly protocol: string
  readonly messageId: string
  /** '' when the frame could not be read. */
  readonly action: string
  /** JSON text, secrets masked; the raw frame when unreadable. */
  readonly request: string
  readonly response: string | null
  readonly errorCode: string | null
  readonly latencyMs: number | null
  /** How often the station's part (its call, or its answer to ours) breaks the official schema; null: cannot be said. */
  readonly faults: number | null
  /** Seen live: the texts are longer than shown. */
  readonly isCut: boolean
}

/** What the station has said in this exchange, as a payload to be checked. Null: nothing that has a schema. */
export function stationsPart(
  message: Pick<MessageRow, 'direction' | 'action' | 'request' | 'response' | 'errorCode' | 'protocol'>,
) {
  const { direction, action, request, response, errorCode, protocol } = message
  if (action === '' || !isOcppVersion(protocol)) return null
  if (direction === 'in') return { version: protocol, action, direction: 'request' as const, text: request }
  if (response === null || errorCode !== null) return null
  return { version: protocol, action, direction: 'response' as const, text: response }
}

/** Null when there is nothing to check. */
export function faultsOf(message: Parameters<typeof stationsPart>[0]): number | null {
  const part = stationsPart(message)
  if (part === null) return null
  try {
    const payload: unknown = JSON.parse(part.text)
    // A list is a whole frame: one that was repeated, or answered nothing.
    return Array.isArray(payload) ? null : countFaults(part.version, part.action, part.direction, payload)
  } catch {
    return null // cut in the log
  }
}
