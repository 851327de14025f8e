import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { sitesInScope } from '../access/scope'
import { db, type Prisma } from '../db/client'
import { sameText } from '../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../kernel/cursor'
import { notFound } from '../kernel/errors'
import type { CommandStage } from '../live/events'
import type { Command } from './command'
import { requestIdOf } from './confirm-command'
import { answerStatus } from './live-command'
import { maskCommand } from './mask-command'
import { type Problem, readProblem } from './problem'

export interface CommandView {
  readonly id: bigint
  /** OCPP identity. */
  readonly stationId: string
  /** As requested; secrets masked. */
  readonly command: Command
  readonly stage: CommandStage
  /** The station's answer as sent; for several calls {status, results}. */
  readonly answer: Prisma.JsonValue
  readonly answerStatus: string | null
  /** In English, or in the station's own words. */
  readonly error: string | null
  /** What the sentence was made from when it is our own. */
  readonly problem: Problem | null
  readonly requestedBy: string
  /** The session it stops, or that proves it started. */
  readonly sessionId: bigint | null
  readonly queuedAt: Date
  readonly sentAt: Date | null
  readonly answeredAt: Date | null
  readonly confirmedAt: Date | null
  readonly expiresAt: Date
}

const columns = {
  id: true,
  payload: true,
  stage: true,
  answer: true,
  error: true,
  problem: true,
  requestedBy: true,
  sessionId: true,
  queuedAt: true,
  sentAt: true,
  answeredAt: true,
  confirmedAt: true,
  expiresAt: true,
  station: { select: { identity: true } },
} as const

type Row = Prisma.CommandGetPayload<{ select: typeof columns }>

function view({ payload, station, stage, ...row }: Row): CommandView {
  return {
    ...row,
    stationId: station.identity,
    command: maskCommand(payload as unknown as Command),
    stage: stage as CommandStage,
    answerStatus: answerStatus(row.answer),
    problem: readProblem(row.problem),
  }
}

const inScope = (actor: Actor): Prisma.CommandWhereInput => {
  const siteIds = sitesInScope(actor)
  return siteIds === null ? {} : { station: { siteId: { in: [...siteIds] } } }
}

/** @throws DomainError forbidden | not-found, also when out of scope */
export async function getCommand(actor: Actor, id: bigint): Promise<CommandView> {
  requireAct(actor, 'stations.command')
  const row = await db().command.findFirst({ where: { id, ...inScope(actor) }, select: columns })
  if (row === null) throw notFound('command', id)
  return view(row)
}

/** A station's commands, newest first. @param stationId OCPP identity */
export async function listCommands(
  actor: Actor,
  { stationId, cursor, limit = 50 }: { stationId: string; cursor?: string; limit?: number },
): Promise<Page<CommandView>> {
  requireAct(actor, 'stations.command')
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().command.findMany({
    where: {
      AND: [inScope(actor), { station: { identity: sameText(stationId) } }],
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: columns,
  })
  return toPage(rows.map(view), limit, (row) => [String(row.id)])
}

/** A part of a report that a command has asked for. */
export interface CommandReportPart {
  /** OCPP action that brought it, e.g. NotifyMonitoringReport. */
  readonly action: string
  readonly seqNo: number
  readonly isLast: boolean
  /** As the station sent it, read leniently. */
  readonly payload: Prisma.JsonValue
  readonly receivedAt: Date
}

/** A command and what the station has reported because of it. */
export interface CommandDetails {
  readonly command: CommandView
  readonly report: readonly CommandReportPart[]
}

/** What a command's report holds so far, in the order of its parts. @throws DomainError forbidden | not-found, also when out of scope */
export async function listCommandReports(actor: Actor, id: bigint): Promise<readonly CommandReportPart[]> {
  requireAct(actor, 'stations.command')
  const command = await db().command.findFirst({ where: { id, ...inScope(actor) }, select: { stationId: true } })
  if (command === null) throw notFound('command', id)
  return db().commandReport.findMany({
    where: { stationId: command.stationId, requestId: requestIdOf(id) },
    select: { action: true, seqNo: true, isLast: true, payload: true, receivedAt: true },
    orderBy: [{ action: 'asc' }, { seqNo: 'asc' }],
  })
}

/** Everything that waits for a gateway, oldest first; each gateway picks those whose station it holds. */
export async function listQueuedCommands(now: Date): Promise<{ id: bigint; stationIdentity: string }[]> {
  const rows = await db().command.findMany({
    where: { stage: 'queued', expiresAt: { gt: now } },
    orderBy: { id: 'asc' },
    select: { id: true, station: { select: { identity: true } } },
    take: 1000,
  })
  return rows.map(({ id, station }) => ({ id, stationIdentity: station.identity }))
}

/** Commands of a gateway's slot that the station accepted and whose proof is still awaited. */
export async function listUnconfirmedCommands(
  gatewayId: string,
  answeredAfter: Date,
): Promise<{ id: bigint; stationId: bigint; command: Command; answeredAt: Date | null }[]> {
  const rows = await db().command.findMany({
    where: { gatewayId, stage: 'accepted', answeredAt: { gt: answeredAfter } },
    orderBy: { id: 'asc' },
    select: { id: true, stationId: true, payload: true, answeredAt: true },
  })
  return rows.map(({ payload, ...row }) => ({ ...row, command: payload as unknown as Command }))
}
