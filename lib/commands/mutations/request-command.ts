import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { sameText } from '../../db/like'
import { requireFirmware } from '../../firmware/queries/firmware-to-send'
import { DomainError, notFound } from '../../kernel/errors'
import { SECOND_MS } from '../../kernel/time'
import { validated } from '../../kernel/validated'
import type { OcppVersion } from '../../ocpp-schemas/official'
import { strictFault } from '../../ocpp-schemas/strict-fault'
import type { Precondition } from '../../recovery/precondition'
import { type Command, type CommandInput, commandSchema } from '../command'
import { liveCommand } from '../live-command'
import { maskForAudit } from '../mask-command'

/** A click is about now: a command nobody could take within this time is not carried out later by surprise. */
export const COMMAND_EXPIRES_AFTER_MS = 60 * SECOND_MS

/**
 * Queues a command for a station and returns at once; the station's answer comes on the live stream. A station that is offline is
 * refused here, not queued: whoever clicked should know now.
 * @param stationIdentity OCPP identity, compared without case
 * @throws DomainError forbidden | not-found | conflict (not accepted, offline, session over) | invalid (raw call against the schema)
 */
export async function requestCommand(
  actor: Actor,
  stationIdentity: string,
  input: CommandInput,
  options: CommandOptions = {},
): Promise<{ id: bigint }> {
  requireCommand(actor, input)
  const queued = await db().$transaction((tx) => queueCommand(tx, actor, stationIdentity, input, options))
  announceCommand(queued)
  return { id: queued.id }
}

export interface CommandOptions {
  readonly expiresAfterMs?: number
  /** What must be so in the moment it leaves; the gateway looks (lib/recovery/precondition.ts). */
  readonly onlyIf?: Precondition
}

function requireCommand(actor: Actor, { type }: CommandInput): void {
  requireAct(actor, type === 'ocpp' ? 'stations.raw-call' : 'stations.command')
  if (SETS_PRICES.has(type)) requireAct(actor, 'tariffs.write')
}

export type QueuedCommand = Awaited<ReturnType<typeof queueCommand>>

/**
 * As `requestCommand`, within the caller's transaction, for verbs that write more along with it. After the commit: `announceCommand`;
 * what is not announced the gateway finds by itself within seconds.
 */
export async function queueCommand(
  tx: Transaction,
  actor: Actor,
  stationIdentity: string,
  input: CommandInput,
  { expiresAfterMs = COMMAND_EXPIRES_AFTER_MS, onlyIf }: CommandOptions = {},
) {
  requireCommand(actor, input)
  const command = validated(commandSchema, input)
  const station = await findStation(tx, actor, stationIdentity)
  const sessionId = await requirePossible(tx, station, command)
  const created = await tx.command.create({
    data: {
      stationId: station.id,
      type: command.type,
      payload: command as unknown as Prisma.InputJsonObject,
      requestedBy: actor.ref,
      sessionId,
      expiresAt: new Date(Date.now() + expiresAfterMs),
      ...(onlyIf && { onlyIf: onlyIf as Prisma.InputJsonObject }),
    },
    select: { id: true, type: true, stage: true, error: true, problem: true, answer: true, queuedAt: true },
  })
  if (!isRoutine(actor, command)) {
    const after = maskForAudit(command) as unknown as Prisma.InputJsonObject
    await audit(tx, actor, `command.${command.type}`, `station:${station.identity}`, {
      after: { id: String(created.id), ...after },
    })
  }
  return { ...created, station: { identity: station.identity, siteId: station.siteId } }
}

/** Tells the gateway that holds the station, and browsers. After the commit. */
export function announceCommand(queued: QueuedCommand): void {
  bus().publish('command', { commandId: String(queued.id), stationId: queued.station.identity })
  bus().publish('live', liveCommand(queued))
}

/** What drivers are shown as the price is for those who set prices. */
const SETS_PRICES: ReadonlySet<string> = new Set(['set-default-tariff', 'change-transaction-tariff', 'clear-tariffs'])

/** Keeping lists in step is nobody's act: one changed token would be written down once for every station. The change itself is audited. */
const isRoutine = (actor: Actor, command: Command) => actor.ref === 'worker' && command.type === 'send-local-list'

type Station = Awaited<ReturnType<typeof findStation>>

async function findStation(tx: Transaction, actor: Actor, identity: string) {
  const siteIds = sitesInScope(actor)
  const station = await tx.station.findFirst({
    where: {
      identity: sameText(identity),
      ...(siteIds === null ? {} : { siteId: { in: [...siteIds] } }),
    },
    select: {
      id: true,
      identity: true,
      siteId: true,
      registration: true,
      state: { select: { online: true, protocol: true } },
    },
  })
  if (station === null) throw notFound('station', identity)
  return station
}

/** The station and the thing the command is about allow it. Returns the session it is about. */
async function requirePossible(tx: Transaction, station: Station, command: Command): Promise<bigint | null> {
  const mayPrepare = station.registration === 'pending' && isPreparing(command)
  if (station.registration !== 'accepted' && !mayPrepare)
    throw new DomainError('conflict', 'The station is not accepted.')
  if (station.state?.online !== true) throw new DomainError('conflict', 'The station is offline.')
  const protocol = (station.state.protocol ?? 'ocpp1.6') as OcppVersion
  if (command.type === 'ocpp') requireSchema(protocol, command)
  if (command.type === 'start' && protocol === 'ocpp1.6' && command.token.length > 20) {
    throw new DomainError('invalid', 'OCPP 1.6 carries tokens of 20 characters at most.', { token: 'too-long' })
  }
  if ('firmwareId' in command) await requireFirmware(tx, BigInt(command.firmwareId), isSignedUpdate(command))
  const sessionId = 'sessionId' in command ? command.sessionId : undefined
  if (sessionId === undefined) return null
  return requireSession(tx, station, BigInt(sessionId), command.type !== 'get-transaction-status')
}

const isSignedUpdate = (command: Command): boolean => command.type === 'update-firmware' && command.signed

/** What a station that nobody has accepted yet may be told: to say what it is, and how to be set (2.0.1 B02). */
function isPreparing(command: Command): boolean {
  if (command.type === 'trigger') return command.message === 'BootNotification'
  return ['get-configuration', 'set-configuration', 'get-report'].includes(command.type)
}

function requireSchema(protocol: OcppVersion, { action, payload }: Extract<Command, { type: 'ocpp' }>): void {
  const fault = strictFault(protocol, action, 'request', payload)
  if (fault !== null) throw new DomainError('invalid', `${fault}.`, { payload: fault })
}

async function requireSession(tx: Transaction, station: Station, sessionId: bigint, mustRun: boolean): Promise<bigint> {
  const session = await tx.session.findFirst({
    where: { id: sessionId, stationId: station.id },
    select: { status: true },
  })
  if (session === null) throw notFound('session', sessionId)
  if (mustRun && session.status !== 'active') throw new DomainError('conflict', 'The session has already ended.')
  return sessionId
}
