import type { EvseMemory, PlaceMemory, StationMemory } from '../detector/memory'
import { type Place, placeKey } from './rule'

/** Every place that has told a status. */
export const placesOf = (memory: StationMemory): readonly (readonly [Place, PlaceMemory])[] =>
  Object.entries(memory.places).map(([key, place]) => {
    const [evse = 0, connector = 0] = key.split('.').map(Number)
    return [{ evse, connector }, place] as const
  })

/** Every EVSE anything is known of, as a place of its own. */
export const evsesOf = (memory: StationMemory): readonly (readonly [Place, EvseMemory])[] =>
  Object.entries(memory.evses).map(([key, evse]) => [{ evse: Number(key), connector: 0 }, evse] as const)

/** The connectors of an EVSE. */
export const connectorsAt = (memory: StationMemory, number: number): readonly (readonly [Place, PlaceMemory])[] =>
  placesOf(memory).filter(([place]) => place.evse === number)

export const samePlace = (a: Place, b: Place): boolean => placeKey(a) === placeKey(b)
