import type { OCPP20 } from 'typed-ocpp'
import { type ChargingNeeds, phasesOf, planCharging } from '../../lib/charging-limits/plan-charging'
import { type ChargingPlaceKnown, readChargingPlaces } from '../../lib/charging-limits/queries/read-charging-places'
import type { Write } from '../../lib/db/coalesce'
import { askSessionProfile } from '../ask-session-profile'
import { happening } from '../happening'
import { placeNumber } from '../place'
import type { Inbound, Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { OcppError } from '../wire/ocpp-error'
import { futureInstant } from './charging-profile'

type NotifyNeeds = Said<OCPP20.NotifyEVChargingNeedsRequest>

/**
 * SPEC L-6. What a car asks for over ISO 15118, at its beginning and whenever it thinks again: answered, then it is offered a schedule
 * within what holds there. Without a session there is nothing to offer one for.
 */
export const notifyEvChargingNeeds: Route<NotifyNeeds> = {
  handle(payload, message) {
    const { station } = message
    const evse = placeNumber(need(payload.evseId, 'evseId'))
    if (evse === null || evse === 0) throw new OcppError('PropertyConstraintViolation', 'evseId cannot be right')
    const needs = readNeeds(payload, message)
    const planFor = (place: ChargingPlaceKnown) =>
      place.session && planCharging(needs, { ...place, evse, zone: 'UTC' }, message.receivedAt)
    return {
      writes: [
        { writer: readChargingPlaces, item: { stationId: station.id, evse } } as Write,
        happening(message, 'event', 'EVChargingNeeds', payload),
      ],
      answer: ([place]) => ({ status: answerTo(place as ChargingPlaceKnown, planFor, station.protocol) }),
      committed([known]) {
        const place = known as ChargingPlaceKnown
        const schedule = planFor(place)
        if (schedule !== null && place.session !== null) askSessionProfile(station, evse, place.session, schedule)
      },
    }
  },
}

function answerTo(
  place: ChargingPlaceKnown,
  planFor: (place: ChargingPlaceKnown) => unknown,
  protocol: string,
): string {
  if (planFor(place) !== null) return 'Accepted'
  return place.session !== null && protocol === 'ocpp2.1' ? 'NoChargingProfile' : 'Rejected'
}

function readNeeds({ chargingNeeds = {}, maxScheduleTuples }: NotifyNeeds, { receivedAt }: Inbound): ChargingNeeds {
  const {
    requestedEnergyTransfer = '',
    departureTime,
    acChargingParameters: ac,
    dcChargingParameters: dc,
  } = chargingNeeds
  const isDc = /^dc/i.test(requestedEnergyTransfer) || (dc !== undefined && ac === undefined)
  return {
    currentType: isDc ? 'dc' : 'ac',
    maxCurrentA: (isDc ? dc?.evMaxCurrent : ac?.evMaxCurrent) ?? null,
    minCurrentA: (isDc ? null : ac?.evMinCurrent) ?? null,
    maxVoltageV: (isDc ? dc?.evMaxVoltage : ac?.evMaxVoltage) ?? null,
    maxPowerW: (isDc ? dc?.evMaxPower : null) ?? null,
    phases: phasesOf(requestedEnergyTransfer),
    departureAt: futureInstant(departureTime, receivedAt),
    maxPeriods: maxScheduleTuples !== undefined && maxScheduleTuples >= 1 ? Math.floor(maxScheduleTuples) : null,
  }
}
