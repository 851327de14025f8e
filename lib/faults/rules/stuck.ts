import { MINUTE_MS } from '../../kernel/time'
import type { ConnectorStatus } from '../../stations/status'
import type { PlaceMemory, StationMemory } from '../detector/memory'
import { placesOf } from './places'
import { defineRule, type Place, type Surroundings } from './rule'
import type { RuleName } from './rule-names'

interface Stuck {
  readonly name: Extract<RuleName, `stuck-${string}`>
  readonly minutes: number
  readonly severity: number
  isIt(memory: StationMemory, place: Place, status: ConnectorStatus, around: Surroundings): boolean
}

const stuck = ({ name, minutes, severity, isIt }: Stuck) =>
  defineRule({
    name,
    needs: ['status', 'session-started', 'session-ended'],
    needsLink: true,
    thresholds: {
      after: { unit: 'minutes', usual: minutes, min: 5, max: 4320 },
      goodFor: { unit: 'minutes', usual: 1, min: 0, max: 240 },
    },
    see(memory, { after, goodFor }, around) {
      return placesOf(memory).flatMap(([place, at]) => {
        if (place.evse === 0 || !isIt(memory, place, at.status, around)) return []
        return [
          {
            place,
            since: sinceOf(memory, place, at),
            holdMs: after * MINUTE_MS,
            clearMs: goodFor * MINUTE_MS,
            severity,
            evidence: { status: at.status },
          },
        ]
      })
    },
  })

/** 2.x says Occupied before, during and after a session: what it is stuck in began with the session's end. */
function sinceOf({ evses }: StationMemory, { evse }: Place, { status, since }: PlaceMemory): number {
  const ended = status === 'occupied' ? (evses[evse]?.outcomes.at(-1)?.at ?? 0) : 0
  return Math.max(since, ended)
}

const hasSession = ({ evses }: StationMemory, { evse }: Place) => (evses[evse]?.session ?? null) !== null

/** An Occupied connector has had its session when one ended since it became so. */
function hadSession({ evses, places }: StationMemory, { evse, connector }: Place): boolean {
  const since = places[`${evse}.${connector}`]?.since ?? 0
  return (evses[evse]?.outcomes.at(-1)?.at ?? 0) > since
}

/** Plugged in and nothing begins: a ghost, a broken pilot, a car that was left there. */
export const stuckPreparing = stuck({
  name: 'stuck-preparing',
  minutes: 180,
  severity: 6,
  isIt: (memory, place, status) =>
    !hasSession(memory, place) && (status === 'preparing' || (status === 'occupied' && !hadSession(memory, place))),
})

/** Over, and not free again: cars stay the night, but a latch that does not let go stays longer. */
export const stuckFinishing = stuck({
  name: 'stuck-finishing',
  minutes: 900,
  severity: 6,
  isIt: (memory, place, status) =>
    status === 'finishing' || (status === 'occupied' && !hasSession(memory, place) && hadSession(memory, place)),
})

/** The station holds the charging back, and no limit of ours is why. */
export const stuckSuspendedEvse = stuck({
  name: 'stuck-suspended-evse',
  minutes: 45,
  severity: 5,
  isIt: (_memory, _place, status, { isLimited }) => status === 'suspended-evse' && !isLimited,
})
