import { type ColumnValue, column, columns, quoted } from '../../db/array-columns'
import { OutOfDate, type Sql } from '../../db/coalesce'
import { type Draw, drawnBy } from '../../plans/session-plan'
import type { Phase } from '../../tariffs/idle-time'
import { isPriced, type Price, type Unpriced } from '../../tariffs/price-session'
import type { ReviewFlag } from '../review-flags'
import type { EnergyReading, NewEvent, NewReading, SessionState } from '../session-state'
import { CORRECT_READINGS, STORE_SESSIONS } from './session-statements'

/** What a batch changes, gathered so that no row comes twice. */
export interface Changes {
  readonly sessions: Map<bigint, SessionState>
  /** Running sessions of which nothing but meter and charging state has moved; never also in `sessions`. */
  readonly moved: Map<bigint, SessionState>
  readonly phases: { readonly sessionId: bigint; readonly phase: Phase }[]
  readonly events: { readonly sessionId: bigint; readonly event: NewEvent; readonly receivedAt: Date }[]
  readonly reviews: Map<string, ReviewChange>
  readonly readings: Map<string, ReadingRow>
  readonly prices: Map<bigint, NewPrice>
  readonly corrected: Map<string, { readonly sessionId: bigint; readonly reading: EnergyReading }>
}

export interface NewPrice {
  readonly price: Price | Unpriced
  /** What its plan gave it; null: none. */
  readonly draw: Draw | null
  readonly at: Date
}

export interface ReviewChange {
  readonly sessionId: bigint
  readonly flag: ReviewFlag
  readonly detail: string
  readonly at: Date
  readonly isTakenBack: boolean
}

export interface ReadingRow extends NewReading {
  readonly stationId: bigint
  readonly sessionId: bigint | null
  readonly receivedAt: Date
}

export const noChanges = (): Changes => ({
  sessions: new Map(),
  moved: new Map(),
  phases: [],
  events: [],
  reviews: new Map(),
  readings: new Map(),
  prices: new Map(),
  corrected: new Map(),
})

/** Two values for one moment and context are one row; the first told stays, what it lacked is filled in. */
export function addReading(changes: Changes, row: ReadingRow): void {
  const { evse, sample } = row
  const place = `${row.stationId}|${evse}|${row.sessionId}|${sample.at.at.getTime()}|${sample.context}`
  const before = changes.readings.get(place)
  changes.readings.set(place, before === undefined ? row : { ...row, sample: merged(before.sample, sample) })
}

/** Keeps a session's new state, as little of it as has changed. */
export function addSession(changes: Changes, before: SessionState | undefined, session: SessionState): void {
  if (before !== undefined && !changes.sessions.has(session.id) && isOnlyMoved(before, session)) {
    changes.moved.set(session.id, session)
  } else {
    changes.moved.delete(session.id)
    changes.sessions.set(session.id, session)
  }
}

function isOnlyMoved(before: SessionState, after: SessionState): boolean {
  return (
    after.status === 'active' &&
    before.status === after.status &&
    before.startedAt === after.startedAt &&
    before.evse === after.evse &&
    before.token === after.token &&
    before.stopTokenValue === after.stopTokenValue &&
    before.authorisation === after.authorisation &&
    before.remoteStartId === after.remoteStartId &&
    after.stationSaid === null
  )
}

/**
 * Writes it all in one statement (a second one only when stored readings are corrected).
 * @param versions of the moved sessions that were not loaded and locked by this transaction: they must still be so
 * @returns the version of all session rows written; null: none was
 * @throws OutOfDate when somebody else has changed one of those sessions: nothing may be kept of this transaction
 */
export async function storeSessions(
  tx: Sql,
  changes: Changes,
  versions: ReadonlyMap<bigint, string>,
): Promise<string | null> {
  const { sessions, moved, phases, events, reviews, readings, prices, corrected } = changes
  if (sessions.size === 0 && moved.size === 0 && readings.size === 0) return null
  const { rows } = await tx.query<{ moved: number; version: string }>({
    ...STORE_SESSIONS,
    values: [
      json(sessions.values(), sessionRow),
      json(phases, ({ sessionId, phase }) => ({ s: text(sessionId), at: phase.at, state: phase.state })),
      json(events, ({ sessionId, event, receivedAt }) => ({
        s: text(sessionId),
        seq: event.seqNo,
        type: event.type,
        trigger: event.trigger,
        offline: event.offline,
        at: event.at,
        received: receivedAt,
      })),
      json(reviews.values(), (review) => ({
        s: text(review.sessionId),
        flag: review.flag,
        detail: review.detail,
        at: review.at,
        back: review.isTakenBack,
      })),
      json(prices, priceRow),
      ...columns([...readings.values()], READING_VALUES),
      ...columns([...moved.values()], MOVED_VALUES),
      column([...moved.keys()], (id) => versions.get(id) ?? null),
    ],
  })
  const stored = rows[0]!
  if (stored.moved !== moved.size) throw new OutOfDate(`${stored.moved} of ${moved.size} sessions are as remembered.`)
  if (corrected.size > 0) await correctReadings(tx, corrected)
  return sessions.size + moved.size > 0 ? stored.version : null
}

async function correctReadings(tx: Sql, corrected: Changes['corrected']): Promise<void> {
  const rows = json(corrected.values(), ({ sessionId, reading }) => ({
    s: text(sessionId),
    at: new Date(reading.at),
    context: reading.context,
    energy: reading.energyWh?.toFixed() ?? null,
  }))
  await tx.query({ ...CORRECT_READINGS, values: [rows] })
}

function sessionRow(session: SessionState) {
  return {
    id: text(session.id),
    st: text(session.stationId),
    site: text(session.siteId),
    ev: session.evse,
    co: session.connector,
    tx: session.ocppTransactionId,
    key: session.startKey,
    token: session.token?.value ?? null,
    tokenId: text(session.token?.id ?? null),
    customer: text(session.customerId),
    authorisation: session.authorisation,
    status: session.status,
    started: session.startedAt,
    ended: session.endedAt,
    received: session.receivedAt,
    meterStart: session.meterStartWh?.toFixed() ?? null,
    meterStop: session.meterStopWh?.toFixed() ?? null,
    energy: session.energyWh.toFixed(),
    reading: session.lastReadingAt,
    power: session.powerW,
    soc: session.socPercent,
    state: session.chargingState,
    stopReason: session.stopReason,
    stopToken: session.stopTokenValue,
    version: text(session.tariffVersionId),
    remote: session.remoteStartId,
    completeness: session.completeness,
    incomplete: session.incompleteSince,
    said: session.stationSaid,
    subscription: text(session.plan?.grant.subscriptionId ?? null),
    plan: text(session.plan?.versionId ?? null),
  }
}

/** In the order of READING_COLUMNS. */
const READING_VALUES: readonly ((row: ReadingRow) => ColumnValue)[] = [
  ({ sample }) => sample.at.at.toISOString(),
  ({ stationId }) => stationId,
  ({ evse }) => evse,
  ({ sessionId }) => sessionId,
  ({ sample }) => quoted(sample.context),
  ({ sample }) => sample.registerWh,
  ({ energyWh }) => energyWh?.toFixed() ?? null,
  ({ sample }) => sample.powerW,
  ({ sample }) => sample.currentA[0],
  ({ sample }) => sample.currentA[1],
  ({ sample }) => sample.currentA[2],
  ({ sample }) => sample.voltageV[0],
  ({ sample }) => sample.voltageV[1],
  ({ sample }) => sample.voltageV[2],
  ({ sample }) => sample.socPercent,
  ({ sample }) => extraOf(sample),
  ({ receivedAt }) => receivedAt.toISOString(),
]

const MOVED_VALUES: readonly ((session: SessionState) => ColumnValue)[] = [
  ({ id }) => id,
  ({ energyWh }) => energyWh.toFixed(),
  ({ meterStartWh }) => meterStartWh?.toFixed() ?? null,
  ({ lastReadingAt }) => lastReadingAt?.toISOString() ?? null,
  ({ powerW }) => powerW,
  ({ socPercent }) => socPercent,
  ({ chargingState }) => chargingState,
]

/** The interval is kept beside what was sent, in our own unit: the energy of a meter without a register is made from it. */
function extraOf({ extra, intervalWh }: ReadingRow['sample']): string | null {
  if (intervalWh != null) return quoted(JSON.stringify([...extra, { intervalWh }]))
  return extra.length === 0 ? null : quoted(JSON.stringify(extra))
}

function priceRow([sessionId, { price, draw, at }]: [bigint, NewPrice]) {
  const s = text(sessionId)
  const drawn = draw && {
    agreement: draw.agreement,
    subscription: text(draw.subscriptionId),
    month: draw.month,
    wh: drawnBy(price, draw.agreement).wh,
  }
  if (!isPriced(price)) {
    return { s, currency: null, net: null, vat: null, total: null, unpriced: price.unpriced, lines: [], at, ...drawn }
  }
  const { currency, totalExclVat: net, vat, total, lines } = price
  return { s, currency, net, vat, total, unpriced: null, lines, at, ...drawn }
}

function merged(kept: ReadingRow['sample'], told: ReadingRow['sample']): ReadingRow['sample'] {
  const either = <T>(first: T | null | undefined, second: T): T => first ?? second
  return {
    ...kept,
    registerWh: either(kept.registerWh, told.registerWh),
    intervalWh: either(kept.intervalWh, told.intervalWh),
    powerW: either(kept.powerW, told.powerW),
    socPercent: either(kept.socPercent, told.socPercent),
    currentA: kept.currentA.some((value) => value !== null) ? kept.currentA : told.currentA,
    voltageV: kept.voltageV.some((value) => value !== null) ? kept.voltageV : told.voltageV,
    extra: kept.extra.length > 0 ? kept.extra : told.extra,
  }
}

function json<Item>(items: Iterable<Item>, row: (item: Item) => object): string {
  const rows: object[] = []
  for (const item of items) rows.push(row(item))
  return rows.length === 0 ? '[]' : JSON.stringify(rows)
}

const text = (id: bigint | null): string | null => (id === null ? null : String(id))
