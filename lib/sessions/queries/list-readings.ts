import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db, type Prisma, pool } from '../../db/client'
import { cursorId, cursorInstant, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { sessionScope } from './session-scope'

export interface SessionReading {
  readonly id: bigint
  readonly at: Date
  readonly context: string
  /** The meter's own register, Wh, as sent. */
  readonly registerWh: number | null
  /** Since the session's start, Wh, resets healed. */
  readonly energyWh: number | null
  readonly powerW: number | null
  readonly currentA: readonly [number | null, number | null, number | null]
  readonly voltageV: readonly [number | null, number | null, number | null]
  readonly socPercent: number | null
}

const number = (value: Prisma.Decimal | null) => (value === null ? null : Number(value))

/** A session's samples, oldest first. @throws DomainError not-found when the session is not the actor's to see */
export async function listReadings(
  actor: Actor,
  sessionId: bigint,
  options: { cursor?: string; limit?: number } = {},
): Promise<Page<SessionReading>> {
  await requireSession(actor, sessionId)
  const limit = options.limit ?? 200
  const [afterAt, afterId] = options.cursor === undefined ? [] : decodeCursor(options.cursor, 2)
  const after =
    afterAt === undefined
      ? {}
      : { OR: [{ at: { gt: cursorInstant(afterAt) } }, { at: cursorInstant(afterAt), id: { gt: cursorId(afterId) } }] }
  const rows = await db().reading.findMany({
    where: { AND: [{ sessionId }, after] },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  const readings = rows.map((row) => ({
    id: row.id,
    at: row.at,
    context: row.context,
    registerWh: number(row.registerWh),
    energyWh: number(row.energyWh),
    powerW: number(row.powerW),
    currentA: [number(row.currentL1A), number(row.currentL2A), number(row.currentL3A)] as const,
    voltageV: [number(row.voltageL1V), number(row.voltageL2V), number(row.voltageL3V)] as const,
    socPercent: number(row.socPercent),
  }))
  return toPage(readings, limit, (row) => [row.at.toISOString(), String(row.id)])
}

export interface CurvePoint {
  readonly at: Date
  readonly energyWh: number | null
  readonly powerW: number | null
  readonly socPercent: number | null
}

/** Enough for a chart a screen wide. */
const MOST_POINTS = 600

/** Every n-th sample and always the first and last, so that a week-long session draws as fast as a short one. */
export async function listCurve(actor: Actor, sessionId: bigint): Promise<readonly CurvePoint[]> {
  await requireSession(actor, sessionId)
  const { rows } = await pool().query<{ at: Date; energy: string | null; power: string | null; soc: string | null }>(
    `select at, energy_wh as energy, power_w as power, soc_percent as soc
       from (select *, row_number() over (order by at, id) as place, count(*) over () as samples
               from reading where session_id = $1) as numbered
      where place = 1 or place = samples or place % greatest(1, ceil(samples / $2::numeric)::bigint) = 0
      order by at, id`,
    [sessionId, MOST_POINTS],
  )
  const read = (value: string | null) => (value === null ? null : Number(value))
  return rows.map((row) => ({
    at: row.at,
    energyWh: read(row.energy),
    powerW: read(row.power),
    socPercent: read(row.soc),
  }))
}

async function requireSession(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'sessions.read')
  if ((await db().session.count({ where: { AND: [sessionScope(actor), { id }] } })) === 0) throw notFound('session', id)
}
