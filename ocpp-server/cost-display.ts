import { env } from '../lib/env'
import { MINUTE_MS, SECOND_MS } from '../lib/kernel/time'
import { type CostDisplay, stationShowsCost } from '../lib/sessions/queries/station-shows-cost'
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
 * The sum to answer a TransactionEvent with: running, or final once nothing is missing; 0 is free. Undefined: not known, in another
 * currency than the station shows, or running and the station says that it shows none. SPEC X-8.
 */
export function totalCost(station: ConnectedStation, outcome: SessionOutcome, isFinal: boolean): number | undefined {
  const display = memories.get(station)?.display
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
  if (everyMs === 0 || station.registration !== 'accepted') return
  const memory = memoryOf(station)
  const { transactionId, live } = outcome
  if (live?.isOver) memory.shown.delete(transactionId)
  if (live === null || live.isOver) return
  if (memory.readUntil < now) {
    memory.readUntil = now + KNOWN_FOR_MS
    // Not waited for: the sum is told with the next event.
    stationShowsCost(station.id).then(
      (display) => {
        memory.display = display
      },
      () => {
        memory.readUntil = 0
      },
    )
  }
  if (memory.display?.isOn !== true) return
  const before = memory.shown.get(transactionId)
  if (before !== undefined && now - before.at < everyMs) return
  const total = totalCost(station, outcome, false)
  if (total === undefined || before?.total === String(total)) return
  memory.shown.set(transactionId, { total: String(total), at: now })
  if (memory.shown.size > MOST_SHOWN) memory.shown.delete(memory.shown.keys().next().value!)
  station.tell('CostUpdated', { totalCost: total, transactionId })
}
