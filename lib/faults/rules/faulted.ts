import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/time'
import type { StationMemory } from '../detector/memory'
import { codeSeverity } from './code-severity'
import { placesOf } from './places'
import { defineRule, type IsOpen, type Place, placeKey, type TellsTheSame, WHOLE } from './rule'

/**
 * A connector, or the station, says Faulted, whatever the code. Where the station tells the fault itself (2.x NotifyEvent) that one is
 * it; a connector that falls and rises again and again is `fault-flapping`; a station that is faulted as a whole takes its connectors along.
 */
export const faulted = defineRule({
  name: 'faulted',
  needs: ['status', 'said'],
  needsLink: true,
  thresholds: {
    after: { unit: 'seconds', usual: 30, min: 0, max: 3600 },
    goodFor: { unit: 'minutes', usual: 5, min: 0, max: 240 },
  },
  see(memory, { after, goodFor }, { now }, isOpen) {
    return placesOf(memory).flatMap(([place, { status, since, falls, errorCode, vendorErrorCode, info }]) => {
      if (status !== 'faulted') return []
      const sameAs = toldElsewhere(memory, place, isOpen)
      const toldUntil = Math.max(memory.unsaid[place.evse] ?? 0, memory.unsaid[0] ?? 0, wholeSince(memory))
      // What falls again and again is one fault until it has been well for an hour.
      const isUnsteady = falls.filter((fall) => fall > now - HOUR_MS).length >= UNSTEADY
      return [
        {
          place,
          since,
          holdFrom: Math.max(falls.at(-1) ?? since, toldUntil),
          holdMs: after * SECOND_MS,
          clearMs: Math.max(goodFor * MINUTE_MS, isUnsteady ? HOUR_MS : 0),
          severity: codeSeverity(errorCode, vendorErrorCode),
          evidence: { errorCode, vendorErrorCode, info },
          ...(sameAs === null ? {} : { sameAs }),
        },
      ]
    })
  },
})

const UNSTEADY = 3

/** Since when the station as a whole says what it says: its connectors follow it within moments. */
const wholeSince = (memory: StationMemory) => memory.places[placeKey(WHOLE)]?.since ?? 0

function toldElsewhere(memory: StationMemory, place: Place, isOpen: IsOpen): TellsTheSame | null {
  const said = Object.keys(memory.said).map((key) => Number(key.split(':')[0]))
  const evse = said.find((number) => number === place.evse || number === 0)
  if (evse !== undefined) return { source: 'event', evse }
  if (isOpen('fault-flapping', place)) return { source: 'rule', rule: 'fault-flapping', place }
  const isWhole = place.evse !== 0 && memory.places[placeKey(WHOLE)]?.status === 'faulted'
  return isWhole ? { source: 'rule', rule: 'faulted', place: WHOLE } : null
}
