import type { ConnectorStatus } from '../stations/status'
import { foldToken } from '../tokens/fold-token'
import type { Command } from './command'
import { isFileProof } from './file-proof'
import { requestIdOf } from './request-id'

export { requestIdOf }

/** What a station's own messages prove; commands waiting for proof listen. */
export type StationFact =
  | { readonly kind: 'booted' }
  /** A new connection, with the security profile it was made with (0 … 3). */
  | { readonly kind: 'connected'; readonly securityProfile: number }
  | { readonly kind: 'status'; readonly evse: number; readonly connector: number; readonly status: ConnectorStatus }
  | {
      readonly kind: 'session-started'
      readonly evse: number | null
      readonly sessionId: bigint
      readonly token: string | null
      readonly remoteStartId: number | null
    }
  | { readonly kind: 'session-ended'; readonly sessionId: bigint }
  | { readonly kind: 'message'; readonly action: string }
  | { readonly kind: 'report-complete'; readonly requestId: number }
  /** Status words as the station sends them; requestId null: the message names none (1.6 unsigned). */
  | { readonly kind: 'firmware'; readonly requestId: number | null; readonly status: string }
  | { readonly kind: 'log'; readonly requestId: number | null; readonly status: string }
  | { readonly kind: 'firmware-published'; readonly requestId: number | null; readonly status: string }
  /** BatteryIn, BatteryOut or BatteryOutTimeout, of the swap with this number. */
  | { readonly kind: 'battery-swap'; readonly requestId: number; readonly eventType: string }
  /** The log a command asked for is here. */
  | { readonly kind: 'log-received'; readonly commandId: bigint }

/** A command whose proof the gateway waits for. */
export interface WaitingCommand {
  readonly id: bigint
  readonly command: Command
}

/**
 * Whether this fact proves that the command was carried out; the caller looks only at facts later than the sending. Commands not
 * named here are proven by the station's answer itself (an unlock, a set value, a cleared cache): the gateway confirms them at once.
 */
export function isProof({ id, command }: WaitingCommand, fact: StationFact): boolean {
  switch (command.type) {
    case 'reset':
      // One EVSE is reset without a new BootNotification; its status says that it is back.
      return command.evseId === undefined
        ? fact.kind === 'booted'
        : fact.kind === 'status' && fact.evse === command.evseId
    case 'start':
      return fact.kind === 'session-started' && isStartedBy(id, command, fact)
    case 'stop':
      return fact.kind === 'session-ended' && fact.sessionId === BigInt(command.sessionId)
    case 'change-availability':
      return fact.kind === 'status' && isAvailabilityOf(command, fact)
    case 'trigger':
      return fact.kind === 'message' && isTriggered(command.message, fact.action)
    case 'get-configuration': // 2.0.1 without keys is a report
    case 'get-der-control':
    case 'get-charging-profiles':
    case 'get-display-messages':
    case 'get-report':
    case 'get-monitoring-report':
    case 'customer-information':
      return fact.kind === 'report-complete' && fact.requestId === requestIdOf(id)
    case 'request-battery-swap':
      return fact.kind === 'battery-swap' && fact.requestId === requestIdOf(id) && fact.eventType === 'BatteryOut'
    case 'update-firmware':
    case 'publish-firmware':
    case 'get-log':
      return isFileProof({ id, command }, fact)
    case 'upgrade-security-profile':
      return fact.kind === 'connected' && fact.securityProfile >= command.profile
    case 'renew-certificate':
      return fact.kind === 'message' && fact.action === 'SignCertificate'
    default:
      return false
  }
}

function isStartedBy(
  id: bigint,
  command: Extract<Command, { type: 'start' }>,
  fact: Extract<StationFact, { kind: 'session-started' }>,
) {
  // 2.x tells which request it answers; 1.6 has only the place and the token to go by.
  if (fact.remoteStartId !== null) return fact.remoteStartId === requestIdOf(id)
  const isPlace = fact.evse === null || fact.evse === command.evseId
  return isPlace && fact.token !== null && foldToken(fact.token) === foldToken(command.token)
}

function isAvailabilityOf(
  command: Extract<Command, { type: 'change-availability' }>,
  fact: Extract<StationFact, { kind: 'status' }>,
) {
  if (command.evseId !== undefined && fact.evse !== command.evseId) return false
  return command.operative ? fact.status !== 'unavailable' : fact.status === 'unavailable'
}

/** The version's own name for the message: in 2.0.1 meter values come in TransactionEvent while a session runs. */
function isTriggered(message: Extract<Command, { type: 'trigger' }>['message'], action: string): boolean {
  if (message === action) return true
  if (message === 'MeterValues') return action === 'TransactionEvent'
  if (message === 'LogStatusNotification') return action === 'DiagnosticsStatusNotification'
  if (message === 'DiagnosticsStatusNotification') return action === 'LogStatusNotification'
  return false
}
