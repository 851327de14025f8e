import { db, type Prisma } from '../../db/client'
import type { CommandStage, ScopedEvent } from '../../live/events'
import { maskSecrets } from '../../messages/mask-secrets'
import { type Precondition, readPrecondition } from '../../recovery/precondition'
import { foldToken } from '../../tokens/fold-token'
import type { Command } from '../command'
import { liveCommand } from '../live-command'
import { maskCommand } from '../mask-command'
import { type Problem, problem, sentenceOf } from '../problem'
import { stagesBefore } from '../stages'

/** A command as the gateway carries it out. */
export interface ClaimedCommand<Which extends Command = Command> {
  readonly id: bigint
  readonly command: Which
  readonly stationIdentity: string
  readonly requestedBy: string
  /** The session it is about, as the station knows it (1.6: our number, 2.x: its own name). */
  readonly transactionId: string | null
  /** The kind of token it is about, as we know it; null: we do not. */
  readonly tokenType: string | null
  /** What must be so in the moment it leaves; null: nothing. */
  readonly onlyIf: Precondition | 'unreadable' | null
  /** For browsers, to be published by the caller. */
  readonly event: ScopedEvent
}

export interface CommandResult {
  /** confirmed: accepted, and the answer itself is the proof. */
  readonly stage: Extract<CommandStage, 'accepted' | 'rejected' | 'failed' | 'timed-out' | 'confirmed'>
  /** The station's answer as sent; for several calls {status, results: […]}. */
  readonly answer: object | null
  /** When it went wrong: our own reason, or somebody else's words. */
  readonly error: Problem | string | null
}

const columns = {
  id: true,
  type: true,
  stage: true,
  error: true,
  problem: true,
  answer: true,
  payload: true,
  queuedAt: true,
  requestedBy: true,
  onlyIf: true,
  sessionId: true,
  station: { select: { identity: true, siteId: true } },
} as const

/**
 * The gateway that holds the station's socket takes a queued command: only one caller ever gets it. null: somebody else has it, or
 * it has expired.
 */
export async function claimCommand(commandId: bigint, gatewayId: string): Promise<ClaimedCommand | null> {
  const now = new Date()
  const [row] = await db().command.updateManyAndReturn({
    where: { id: commandId, stage: 'queued', expiresAt: { gt: now } },
    data: { stage: 'sent', sentAt: now, gatewayId },
    select: columns,
  })
  if (row === undefined) return null
  const command = row.payload as unknown as Command
  return {
    id: row.id,
    command,
    stationIdentity: row.station.identity,
    requestedBy: row.requestedBy,
    transactionId: await transactionOf(row.sessionId),
    tokenType: 'token' in command && command.token !== undefined ? await tokenTypeOf(command.token) : null,
    onlyIf: readPrecondition(row.onlyIf),
    event: liveCommand(row),
  }
}

async function transactionOf(sessionId: bigint | null): Promise<string | null> {
  if (sessionId === null) return null
  const session = await db().session.findUnique({ where: { id: sessionId }, select: { ocppTransactionId: true } })
  return session?.ocppTransactionId ?? null
}

async function tokenTypeOf(value: string): Promise<string | null> {
  const token = await db().token.findUnique({ where: { valueFolded: foldToken(value) }, select: { type: true } })
  return token?.type ?? null
}

/** The station's answer, or why there is none. null when the command was settled already. */
export async function settleCommand(commandId: bigint, result: CommandResult): Promise<ScopedEvent | null> {
  const now = new Date()
  return move(commandId, result.stage, {
    answer: result.answer === null ? undefined : withoutSecrets(result.answer),
    ...(result.error !== null && withError(result.error)),
    answeredAt: now,
    confirmedAt: result.stage === 'confirmed' ? now : null,
  })
}

/** The sentence for everybody, and what it was made from for pages in other languages. */
const withError = (error: Problem | string) =>
  typeof error === 'string'
    ? { error }
    : { error: sentenceOf(error), problem: { code: error.code, params: { ...error.params } } }

/** Stations that should not read passwords out do so all the same. */
const withoutSecrets = (answer: object): Prisma.InputJsonObject => JSON.parse(maskSecrets(JSON.stringify(answer)))

/** The station's own messages prove it done. @param sessionId the session a start began */
export async function confirmCommand(commandId: bigint, sessionId?: bigint): Promise<ScopedEvent | null> {
  return move(commandId, 'confirmed', { confirmedAt: new Date(), ...(sessionId === undefined ? {} : { sessionId }) })
}

/** The station had accepted it and says now that it came to nothing. */
export async function failCommand(commandId: bigint, why: Problem): Promise<ScopedEvent | null> {
  return move(commandId, 'failed', withError(why))
}

async function move(
  id: bigint,
  stage: CommandStage,
  data: Prisma.CommandUncheckedUpdateManyInput,
): Promise<ScopedEvent | null> {
  return db().$transaction(async (tx) => {
    const where = { id, stage: { in: stagesBefore(stage) } }
    const [row] = await tx.command.updateManyAndReturn({ where, data: { ...data, stage }, select: columns })
    if (row === undefined) return null
    await forgetSecrets(tx, [row])
    return liveCommand(row)
  })
}

/** A password set on a station has done its work once it was sent; the row keeps only that one was set. */
async function forgetSecrets(
  tx: Pick<Prisma.TransactionClient, 'command'>,
  rows: readonly { id: bigint; payload: Prisma.JsonValue }[],
): Promise<void> {
  for (const { id, payload } of rows) {
    const masked = maskCommand(payload as unknown as Command)
    if (JSON.stringify(masked) !== JSON.stringify(payload)) {
      await tx.command.update({
        where: { id },
        data: { payload: masked as unknown as Prisma.InputJsonObject },
        select: { id: true },
      })
    }
  }
}

/**
 * What nobody carries out any more: nobody will ever hear those answers. All a gateway that died left behind, or what one that lives has
 * lost sight of. Commands already accepted keep waiting for their proof.
 * @param gatewayId the gateway's slot, alike before and after its restart
 */
export async function settleOrphans(
  gatewayId: string,
  why: Problem,
  lost?: { readonly sentBefore: Date; readonly except: readonly bigint[] },
): Promise<ScopedEvent[]> {
  const which = lost && { sentAt: { lt: lost.sentBefore }, id: { notIn: [...lost.except] } }
  return db().$transaction(async (tx) => {
    const rows = await tx.command.updateManyAndReturn({
      where: { gatewayId, stage: 'sent', ...which },
      data: { stage: 'failed', ...withError(why), answeredAt: new Date() },
      select: columns,
    })
    await forgetSecrets(tx, rows)
    return rows.map(liveCommand)
  })
}

/** Queued commands whose time has passed. The gateway and the worker may both call this. */
export async function expireCommands(now: Date): Promise<ScopedEvent[]> {
  return db().$transaction(async (tx) => {
    const rows = await tx.command.updateManyAndReturn({
      where: { stage: 'queued', expiresAt: { lte: now } },
      data: { stage: 'expired', ...withError(problem('expired')) },
      select: columns,
    })
    await forgetSecrets(tx, rows)
    return rows.map(liveCommand)
  })
}
