import type { Write } from '../lib/db/coalesce'
import { env } from '../lib/env'
import { MINUTE_MS, SECOND_MS } from '../lib/kernel/time'
import { type CostDisplay, costDisplays } from '../lib/sessions/queries/station-shows-cost'
import type { SessionOutcome } from '../lib/sessions/session-outcome'
import { isPriced } from '../lib/tariffs/price-session'
import type { ConnectedStation } from './route'

/** What a station says of itself may change; it is read again this often while it charges. */
const KNOWN_FOR_MS = 10 * MINUTE_MS
/** More than any station charges at a time: those whose end never came are forgotten. */
const MOST_SHOWN = 100

interface Memory {
  display: CostDisplay | null
  readUntil: number
  /** By transaction: what was last shown, and when. */
  readonly shown: Map<string, { readonly total: string; readonly at: number }>
}

const memories = new WeakMap<ConnectedStation, Memory>()

function memoryOf(station: ConnectedStation): Memory {
  const known = memories.get(station)
  if (known !== undefined) return known
  const fresh: Memory = { display: null, readUntil: 0, shown: new Map() }
  memories.set(station, fresh)
  return fresh
}

/**
 * What a station's event must read of it first: nothing, nearly always. Goes with the event's own writes, so that one statement serves
 * every station of a batch.
 */
export function readingDisplay(station: ConnectedStation, now = Date.now()): readonly Write[] {
  if (station.registration !== 'accepted' || (memories.get(station)?.readUntil ?? 0) > now) return []
  return [{ writer: costDisplays, item: station.id } as Write]
}

/** What `readingDisplay` has read, once it is committed. */
export function knowDisplay(station: ConnectedStation, display: CostDisplay, now = Date.now()): void {
  const memory = memoryOf(station)
  memory.display = display
  memory.readUntil = now + KNOWN_FOR_MS
}

/**
 * The sum to answer a TransactionEvent with: running, or final once nothing is missing; 0 is free. Undefined: not known, in another
 * currency than the station shows, or running and the station says that it shows none. SPEC X-8.
 * @param read what this very event has read of the station; else what is remembered
 */
export function totalCost(
  station: ConnectedStation,
  outcome: SessionOutcome,
  isFinal: boolean,
  read?: CostDisplay,
): number | undefined {
  const display = read ?? memories.get(station)?.display
  if (!isFinal && display?.isOn === false) return undefined // worked out for nobody
  const price = outcome.price()
  if (price === null || !isPriced(price)) return undefined
  const currency = display?.currency ?? price.currency
  return currency === price.currency ? Number(price.total) : undefined
}

/**
 * After the commit: a station that says it shows cost is told a running session's sum when it has changed, COST_UPDATE_SECONDS apart at
 * least. SPEC X-9.
 */
export function showCost(station: ConnectedStation, outcome: SessionOutcome, now = Date.now()): void {
  const everyMs = env().COST_UPDATE_SECONDS * SECOND_MS
  const memory = memories.get(station)
  if (everyMs === 0 || memory === undefined || station.registration !== 'accepted') return
  const { transactionId, live } = outcome
  if (live?.isOver) memory.shown.delete(transactionId)
  if (live === null || live.isOver || memory.display?.isOn !== true) return
  const before = memory.shown.get(transactionId)
  if (before !== undefined && now - before.at < everyMs) return
  const total = totalCost(station, outcome, false)
  if (total === undefined || before?.total === String(total)) return
  memory.shown.set(transactionId, { total: String(total), at: now })
  if (memory.shown.size > MOST_SHOWN) memory.shown.delete(memory.shown.keys().next().value!)
  station.tell('CostUpdated', { totalCost: total, transactionId })
}
