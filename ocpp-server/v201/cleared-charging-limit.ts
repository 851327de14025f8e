import type { OCPP20 } from 'typed-ocpp'
import { type ProfilesSaid, recordProfiles } from '../../lib/charging-limits/mutations/record-profiles'
import type { Write } from '../../lib/db/coalesce'
import { happening } from '../happening'
import { placeNumber } from '../place'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'

/** SPEC L-8. A limit from outside is over; without an EVSE everywhere on the station. */
export const clearedChargingLimit: Route<Said<OCPP20.ClearedChargingLimitRequest>> = {
  handle(payload, message) {
    const { station, receivedAt: at } = message
    const source = payload.chargingLimitSource
    const evse = placeNumber(payload.evseId)
    const item: ProfilesSaid = {
      kind: 'gone',
      stationId: station.id,
      criteria: { purpose: 'external', ...(source && { sources: [source] }), ...(evse === null ? {} : { evse }) },
      at,
    }
    return {
      writes: [{ writer: recordProfiles, item } as Write, happening(message, 'event', 'ClearedChargingLimit', payload)],
      answer: () => ({}),
    }
  },
}
