import { HOUR_MS } from '../../kernel/time'
import { placeKey } from '../rules/rule'
import type { FactOf } from './fact'
import { type EvseMemory, type PlaceMemory, recent, type StationMemory } from './memory'
import { blankEvse, failStart } from './remember-sessions'

const FALLS_KEPT_MS = 3 * HOUR_MS

/** A driver who leaves within a minute has changed their mind. */
const MEANT_IT_MS = 60_000

export function rememberStatus(memory: StationMemory, fact: FactOf<'status'>): StationMemory {
  const key = placeKey(fact)
  const before = memory.places[key]
  const place = nextPlace(before, fact)
  const places = { ...memory.places, [key]: place }
  const evses = fact.evse === 0 ? memory.evses : withAttempt(memory, fact, before)
  return { ...memory, places, evses }
}

/** A status told again only adds what was not known: which fault it is. */
function nextPlace(before: PlaceMemory | undefined, fact: FactOf<'status'>): PlaceMemory {
  const { status, receivedAt } = fact
  const at = Math.min(fact.at, receivedAt)
  const isSame = before?.status === status
  const isFaulted = status === 'faulted'
  const errorCode = fact.errorCode ?? (isSame && isFaulted ? before.errorCode : null)
  const vendorErrorCode = fact.vendorErrorCode || (isSame && isFaulted ? before.vendorErrorCode : null)
  const hasError = errorCode !== null || vendorErrorCode !== null
  const hadError = before !== undefined && (before.errorCode !== null || before.vendorErrorCode !== null)
  const falls = before?.falls ?? []
  return {
    status,
    since: isSame ? before.since : at,
    errorCode,
    vendorErrorCode,
    info: fact.info ?? (isSame && isFaulted ? before.info : null),
    errorSince: hasError ? (hadError ? before.errorSince : receivedAt) : null,
    falls: recent(isFaulted && !isSame ? [...falls, receivedAt] : falls, receivedAt, FALLS_KEPT_MS),
  }
}

/** Plugged in, waited, and nothing came of it. */
function withAttempt(
  { evses }: StationMemory,
  fact: FactOf<'status'>,
  before: PlaceMemory | undefined,
): Readonly<Record<string, EvseMemory>> {
  const evse = evses[fact.evse] ?? blankEvse(fact.receivedAt)
  const wasPreparing = before?.status === 'preparing' && evse.session === null
  const isOver = fact.status === 'available' || fact.status === 'faulted'
  const hasMeantIt = before !== undefined && fact.receivedAt - before.since >= MEANT_IT_MS
  const isFailure = wasPreparing && isOver && hasMeantIt
  return { ...evses, [fact.evse]: isFailure ? failStart(evse, fact.receivedAt) : evse }
}

export function rememberSaid(memory: StationMemory, fact: FactOf<'said'>): StationMemory {
  const key = `${fact.evse}:${fact.code}`
  if (fact.isOpen) return { ...memory, said: { ...memory.said, [key]: fact.receivedAt } }
  const { [key]: over, ...said } = memory.said
  if (over === undefined) return memory
  return { ...memory, said, unsaid: { ...memory.unsaid, [fact.evse]: fact.receivedAt } }
}
