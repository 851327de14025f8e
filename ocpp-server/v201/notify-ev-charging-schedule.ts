import type { OCPP20 } from 'typed-ocpp'
import { correctSchedule } from '../../lib/charging-limits/plan-charging'
import { type ChargingPlaceKnown, readChargingPlaces } from '../../lib/charging-limits/queries/read-charging-places'
import type { Write } from '../../lib/db/coalesce'
import { askSessionProfile } from '../ask-session-profile'
import { happening } from '../happening'
import { placeNumber } from '../place'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { OcppError } from '../wire/ocpp-error'
import { futureInstant, saidSchedule } from './charging-profile'

/**
 * SPEC L-7. What a car says it will do. Accepted means heard, not allowed: one that goes over its limits is offered its own schedule
 * again with what is too much cut off, three times in a session at most.
 */
export const notifyEvChargingSchedule: Route<Said<OCPP20.NotifyEVChargingScheduleRequest>> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const evse = placeNumber(need(payload.evseId, 'evseId'))
    if (evse === null || evse === 0) throw new OcppError('PropertyConstraintViolation', 'evseId cannot be right')
    const read = saidSchedule(payload.chargingSchedule, receivedAt)
    const base = futureInstant(payload.timeBase, receivedAt)
    const said = read && { ...read, startAt: base?.toISOString() ?? read.startAt }
    return {
      writes: [
        { writer: readChargingPlaces, item: { stationId: station.id, evse } } as Write,
        happening(message, 'event', 'EVChargingSchedule', payload),
      ],
      answer: () => ({ status: said === null ? 'Rejected' : 'Accepted' }),
      committed([known]) {
        const { session, ...place } = known as ChargingPlaceKnown
        if (said === null || session === null) return
        const phases = said.periods[0]?.phases ?? 3
        const { transactionId } = session
        const corrected = correctSchedule(said, { ...place, evse, zone: 'UTC', transactionId, phases }, receivedAt)
        if (corrected !== null && station.holdings.mayCorrect(evse, transactionId)) {
          askSessionProfile(station, evse, session, corrected)
        }
      },
    }
  },
}
