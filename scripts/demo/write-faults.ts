import type { Sql } from '../../lib/db/coalesce'
import { causeOf } from '../../lib/faults/knowledge/cause-of'
import { HOUR_MS, MINUTE_MS } from '../../lib/kernel/time'
import type { Random } from '../../simulator/random'
import type { StationHistory } from './history'
import { insertRows, reserveIds } from './insert-rows'
import type { DemoStation } from './network'

/** Absences shorter than this open no fault. */
const NOTED_AFTER_MS = 15 * MINUTE_MS
/** So long a fault has nobody do anything about it: the station gets over it. */
const LEFT_ALONE_MS = 25 * MINUTE_MS

interface PastTrouble {
  readonly evse: number
  readonly code: 'faulted' | 'offline'
  readonly cause: string
  readonly severity: number
  readonly isSafety: boolean
  readonly detail: object
  readonly from: number
  readonly to: number
}

const SAFETY = new Set(['GroundFailure', 'PowerSwitchFailure'])

/** What happened at a station that a detector would have opened a fault for. */
function troublesOf({ model }: DemoStation, { faults, absences }: StationHistory): readonly PastTrouble[] {
  const broken = faults.map(({ evse, fault, from, to }): PastTrouble => {
    const detail = { errorCode: fault.code, vendorErrorCode: fault.vendorCode, info: fault.info }
    const cause = causeOf('rule', 'faulted', detail, model.vendor)
    return { evse, code: 'faulted', cause, severity: 3, isSafety: SAFETY.has(fault.code), detail, from, to }
  })
  const away = absences
    .filter(({ from, to }) => to - from > NOTED_AFTER_MS)
    .map(
      ({ from, to }): PastTrouble => ({
        evse: 0,
        code: 'offline',
        cause: 'offline',
        severity: 4,
        isSafety: false,
        detail: {},
        from,
        to,
      }),
    )
  return [...broken, ...away]
}

/** The story of one trouble: when it was seen, who took it, what was promised, how it ended. */
function drawCourse(trouble: PastTrouble, random: Random) {
  const { from, to, code, isSafety } = trouble
  const openedAt = Math.min(to - 1, from + (code === 'offline' ? NOTED_AFTER_MS : random.between(4, 90) * 1000))
  const lasts = to - openedAt
  const isAttended = isSafety || lasts > LEFT_ALONE_MS
  const acknowledgedAt = isAttended ? openedAt + Math.min(lasts * 0.6, random.between(2, 22) * MINUTE_MS) : null
  const isOnSite = isAttended && (isSafety || (code === 'faulted' && lasts > 2 * HOUR_MS) || random.chance(0.15))
  const promisedFor =
    acknowledgedAt !== null && lasts > HOUR_MS && random.chance(0.7)
      ? Math.ceil((to + random.normal(0.35, 0.45) * lasts) / (15 * MINUTE_MS)) * 15 * MINUTE_MS
      : null
  const dueAt = promisedFor !== null && promisedFor > acknowledgedAt! ? promisedFor : null
  const closeReason = !isAttended ? 'over' : isOnSite ? 'repaired' : random.chance(0.55) ? 'recovered' : 'probed'
  return { openedAt, acknowledgedAt, isOnSite, dueAt, closeReason }
}

/** Past faults as they would stand in the books, all of them closed; figures of promises and repair times rest on them. */
export async function writeFaults(
  sql: Sql,
  stations: readonly { readonly station: DemoStation; readonly history: StationHistory }[],
  ids: { readonly site: bigint | undefined; readonly station: (station: DemoStation) => bigint },
  random: Random,
): Promise<void> {
  const troubles = stations.flatMap(({ station, history }) =>
    troublesOf(station, history).map((trouble) => ({ ...trouble, station: ids.station(station) })),
  )
  troubles.sort((a, b) => a.from - b.from)
  const faultIds = await reserveIds(sql, 'fault', troubles.length)
  const rows = {
    fault: [] as unknown[][],
    entry: [] as unknown[][],
    promise: [] as unknown[][],
    work: [] as unknown[][],
  }
  for (const [index, trouble] of troubles.entries()) {
    const id = faultIds[index]!
    const course = drawCourse(trouble, random)
    const [openedAt, closedAt] = [new Date(course.openedAt), new Date(trouble.to)]
    const { acknowledgedAt, dueAt, closeReason } = course
    const seenAt = acknowledgedAt === null ? null : new Date(acknowledgedAt)
    const by = closeReason === 'over' || closeReason === 'recovered' ? 'worker' : 'system'
    rows.fault.push([
      ...[id, ids.site, trouble.station, trouble.evse, trouble.evse === 0 ? 0 : 1, 'rule', trouble.code, trouble.cause],
      ...[
        trouble.severity,
        trouble.isSafety,
        JSON.stringify(trouble.detail),
        new Date(trouble.from),
        openedAt,
        closedAt,
      ],
      ...[seenAt, seenAt && 'system', closedAt, by, closeReason],
    ])
    const tell = (at: Date, kind: string, detail: object) =>
      rows.entry.push([id, at, kind, kind === 'opened' ? 'worker' : by, JSON.stringify(detail), at])
    tell(openedAt, 'opened', { evidence: trouble.detail })
    if (seenAt) tell(seenAt, 'acknowledged', {})
    if (seenAt && dueAt !== null) {
      const outcome = trouble.to <= dueAt ? 'kept' : 'broken'
      const settledAt = new Date(outcome === 'kept' ? trouble.to : dueAt)
      rows.promise.push([id, new Date(dueAt), seenAt, 'system', outcome, settledAt])
    }
    tell(closedAt, 'closed', { reason: closeReason })
    if (course.isOnSite)
      rows.work.push([
        trouble.station,
        id,
        trouble.cause,
        'done',
        closedAt,
        'reason',
        'Repaired on the spot',
        'system',
        seenAt,
        closedAt,
      ])
  }
  await insertRows(sql, 'fault', FAULT, rows.fault)
  await insertRows(sql, 'fault_entry', ENTRY, rows.entry)
  await insertRows(sql, 'repair_promise', PROMISE, rows.promise)
  await insertRows(sql, 'work_order', WORK, rows.work)
}

const FAULT = {
  id: 'bigint',
  site_id: 'bigint',
  station_id: 'bigint',
  evse_number: 'int',
  connector_number: 'int',
  source: 'text',
  code: 'text',
  cause: 'text',
  severity: 'int',
  is_safety: 'boolean',
  detail: 'jsonb',
  began_at: 'timestamptz',
  opened_at: 'timestamptz',
  last_seen_at: 'timestamptz',
  acknowledged_at: 'timestamptz',
  acknowledged_by: 'text',
  closed_at: 'timestamptz',
  closed_by: 'text',
  close_reason: 'text',
}
/** Told already: nobody wants notices of the past. */
const ENTRY = {
  fault_id: 'bigint',
  at: 'timestamptz',
  kind: 'text',
  by: 'text',
  detail: 'jsonb',
  told_at: 'timestamptz',
}
const PROMISE = {
  fault_id: 'bigint',
  due_at: 'timestamptz',
  made_at: 'timestamptz',
  made_by: 'text',
  outcome: 'text',
  settled_at: 'timestamptz',
}
const WORK = {
  station_id: 'bigint',
  fault_id: 'bigint',
  title: 'text',
  state: 'text',
  state_at: 'timestamptz',
  close_kind: 'text',
  close_reason: 'text',
  created_by: 'text',
  created_at: 'timestamptz',
  closed_at: 'timestamptz',
}
