import type { Command } from '../lib/commands/command'
import { areAllAsWanted } from '../lib/commands/confirm-command'
import type { ClaimedCommand, CommandResult } from '../lib/commands/mutations/settle-command'
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
    if (run === undefined) throw new CannotSend(`${station.protocol} has no words for ${type}.`)
    return resultOf(claimed.command, await run(claimed, tools), station)
  } catch (error) {
    return failureOf(error)
  }
}

async function call(version: OcppVersion, action: string, payload: object, send: Send): Promise<StationAnswer> {
  const fault = strictFault(version, action, 'request', payload)
  if (fault !== null) throw new CannotSend(`${action}: ${fault}.`)
  return readPayload(version, action, 'response', await send(action, payload)) as StationAnswer
}

function resultOf(command: Command, { answer, isProof, isYes: isSaidYes }: Answered, station: Station): CommandResult {
  if (!isSaidYes && !isYes(answer))
    return { stage: 'rejected', answer, error: `The station answered ${String(answer.status)}.` }
  const isDone = isProof || answer.status === 'EmptyResultSet' || isAlreadySo(command, answer, station)
  return { stage: isDone ? 'confirmed' : 'accepted', answer, error: null }
}

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
  if (error instanceof CannotSend) return { stage: 'failed', answer: null, error: error.message }
  if (error instanceof OcppError) {
    return { stage: 'failed', answer: null, error: `The station's answer could not be read: ${error.description}.` }
  }
  return { stage: 'failed', answer: null, error: `The gateway could not carry it out: ${String(error)}` }
}

function callFailure({ reason, code, description }: CallFailure): CommandResult {
  switch (reason) {
    case 'timeout':
      return { stage: 'timed-out', answer: null, error: 'The station did not answer in time.' }
    case 'disconnected':
      return { stage: 'failed', answer: null, error: 'The station disconnected before it answered.' }
    case 'queue-full':
      return { stage: 'failed', answer: null, error: 'Too many calls are waiting for this station.' }
    case 'error':
      return { stage: 'failed', answer: null, error: description === '' ? code : `${code}: ${description}` }
  }
}
