import type { Command } from '../lib/commands/command'
import { areAllAsWanted } from '../lib/commands/confirm-command'
import type { ClaimedCommand, CommandResult } from '../lib/commands/mutations/settle-command'
import { problem } from '../lib/commands/problem'
import { saveConfiguration } from '../lib/configuration/mutations'
import { findMessageLimits } from '../lib/configuration/queries/find-message-limits'
import { saveMonitors } from '../lib/monitors/mutations/save-monitors'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { adoptPassword } from '../lib/stations/mutations/adopt-password'
import { readPayload } from './schemas/read-payload'
import {
  type Answered,
  CannotSend,
  type CommandRun,
  type CommandTable,
  type CommandTools,
  isYes,
  PartlyAnswered,
  type StationAnswer,
} from './station-answer'
import { commands16 } from './v16/commands'
import { commands21 } from './v21/commands'
import { commands201 } from './v201/commands'
import { CallFailure, OcppError } from './wire/ocpp-error'

/** Makes one CALL and gives the CALLRESULT's payload. @throws CallFailure */
export type Send = (action: string, payload: object) => Promise<object>

/** Where what a station answers is kept. */
const DOORS = { saveConfiguration, findMessageLimits, saveMonitors, adoptPassword }

type Station = CommandTools['station']

const TABLES: Readonly<Record<OcppVersion, CommandTable>> = {
  'ocpp1.6': commands16,
  'ocpp2.0.1': commands201,
  'ocpp2.1': commands21,
}

/**
 * Carries a command out in the station's own version and says how it went. Never throws: a refusal, silence or an unreadable answer
 * are results like any other. SPEC C-4 … C-9.
 */
export async function runCommand(
  claimed: ClaimedCommand,
  station: Station,
  send: Send,
  doors = DOORS,
): Promise<CommandResult> {
  const tools: CommandTools = {
    station,
    call: (action, payload) => call(station.protocol, action, payload, send),
    keep: (values) => doors.saveConfiguration({ stationId: station.id, values, receivedAt: new Date() }),
    limits: () => doors.findMessageLimits(station.id),
    keepMonitors: (change) => doors.saveMonitors(station.id, change),
    adoptPassword: (password) => doors.adoptPassword(station.id, password),
  }
  try {
    const { type } = claimed.command
    const run = TABLES[station.protocol][type] as CommandRun | undefined // the table pairs each type with its own run
    if (run === undefined) throw new CannotSend('no-words', { protocol: station.protocol, type })
    return resultOf(claimed.command, await run(claimed, tools), station)
  } catch (error) {
    return failureOf(error)
  }
}

async function call(version: OcppVersion, action: string, payload: object, send: Send): Promise<StationAnswer> {
  const fault = strictFault(version, action, 'request', payload)
  if (fault !== null) throw new CannotSend('against-schema', { action, detail: fault })
  return readPayload(version, action, 'response', await send(action, payload)) as StationAnswer
}

function resultOf(
  command: Command,
  { answer, isProof, isYes: isSaidYes, no }: Answered,
  station: Station,
): CommandResult {
  if (no !== undefined) return cameToNothing('rejected', no, answer)
  if (!isSaidYes && !isYes(answer))
    return cameToNothing('rejected', problem('said-no', { status: String(answer.status) }), answer)
  const isDone = isProof || answer.status === 'EmptyResultSet' || isAlreadySo(command, answer, station)
  return { stage: isDone ? 'confirmed' : 'accepted', answer, error: null }
}

const cameToNothing = (
  stage: 'rejected' | 'failed' | 'timed-out',
  error: CommandResult['error'],
  answer: object | null = null,
): CommandResult => ({ stage, answer, error })

/** Connectors that already are as they should be will not send a new status. */
function isAlreadySo(command: Command, answer: StationAnswer, { live }: Station): boolean {
  if (command.type !== 'change-availability' || answer.status !== 'Accepted') return false
  const { status, connectors } = live
  // The whole station's own status, where it tells one, is one more that must be so.
  const ofStation = command.evseId === undefined && status !== 'unknown' ? [{ evse: 0, connector: 0, status }] : []
  return areAllAsWanted(command, [...connectors, ...ofStation])
}

function failureOf(error: unknown): CommandResult {
  if (error instanceof PartlyAnswered) return { ...failureOf(error.cause), answer: error.answer }
  if (error instanceof CallFailure) return callFailure(error)
  if (error instanceof CannotSend) return cameToNothing('failed', error.problem)
  if (error instanceof OcppError) return cameToNothing('failed', problem('unreadable', { detail: error.description }))
  return cameToNothing('failed', problem('gateway-fault', { detail: String(error) }))
}

function callFailure({ reason, code, description }: CallFailure): CommandResult {
  if (reason === 'timeout') return cameToNothing('timed-out', problem('timed-out'))
  // The station's own words.
  if (reason === 'error') return cameToNothing('failed', description === '' ? code : `${code}: ${description}`)
  return cameToNothing('failed', problem(reason))
}
