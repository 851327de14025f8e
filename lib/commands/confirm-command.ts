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
  | ({ readonly kind: 'status' } & StatusFact)
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

/** A place as it stands. */
interface Place {
  readonly evse: number
  readonly connector: number
  readonly status: ConnectorStatus
}

/** What a place says of itself; evse 0 is the whole station. */
export interface StatusFact extends Place {
  /** All of the station's, as they stand with it. */
  readonly connectors: readonly Place[]
}

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

type ChangeAvailability = Extract<Command, { type: 'change-availability' }>

/** As the command wants it. A connector that is not known is neither. */
const isAsWanted = ({ operative }: ChangeAvailability, status: ConnectorStatus): boolean =>
  status !== 'unknown' && (status === 'unavailable') !== operative

const isMeant = ({ evseId, connectorId }: ChangeAvailability, { evse, connector }: Place): boolean =>
  (evseId === undefined || evse === evseId) && (connectorId === undefined || connector === connectorId)

/** Every connector the command is about is as it wants it; false when none of them is known. */
export function areAllAsWanted(command: ChangeAvailability, connectors: readonly Place[]): boolean {
  const meant = connectors.filter((one) => isMeant(command, one))
  return meant.length > 0 && meant.every(({ status }) => isAsWanted(command, status))
}

/** A session goes on there: a change that was Scheduled has not happened to it. */
const IN_USE: ReadonlySet<ConnectorStatus> = new Set(['charging', 'suspended-ev', 'suspended-evse'])

/**
 * One connector's word proves nothing of the others: all the command is about must be as it wants them. 1.6 also speaks for the whole
 * station (connector 0), which is believed but for a connector that is still in use.
 */
function isAvailabilityOf(command: ChangeAvailability, { connectors, ...place }: StatusFact): boolean {
  if (place.evse !== 0) return isMeant(command, place) && areAllAsWanted(command, connectors)
  if (command.evseId !== undefined || !isAsWanted(command, place.status)) return false
  return command.operative || !connectors.some(({ status }) => IN_USE.has(status))
}

/** The version's own name for the message: in 2.0.1 meter values come in TransactionEvent while a session runs. */
function isTriggered(message: Extract<Command, { type: 'trigger' }>['message'], action: string): boolean {
  if (message === action) return true
  if (message === 'MeterValues') return action === 'TransactionEvent'
  if (message === 'LogStatusNotification') return action === 'DiagnosticsStatusNotification'
  if (message === 'DiagnosticsStatusNotification') return action === 'LogStatusNotification'
  return false
}
