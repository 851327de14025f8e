import type { OCPP20 } from 'typed-ocpp'
import type { ChargingProfile, Schedule } from '../../lib/charging-limits/charging-profile'
import { type ProfilesSaid, recordProfiles } from '../../lib/charging-limits/mutations/record-profiles'
import type { Write } from '../../lib/db/coalesce'
import { happening } from '../happening'
import { placeNumber } from '../place'
import type { Inbound, Route } from '../route'
import type { Said } from '../schemas/lenient'
import { saidSchedule } from './charging-profile'

type NotifyChargingLimit = Said<OCPP20.NotifyChargingLimitRequest>

/** SPEC L-8. Somebody else (the grid, the building) limits the station: kept like a profile of theirs, for it limits us too. */
export const notifyChargingLimit: Route<NotifyChargingLimit> = {
  handle(payload, message) {
    const { station, receivedAt: at } = message
    const item: ProfilesSaid = { kind: 'held', stationId: station.id, profiles: [outsideLimit(payload, message)], at }
    return {
      writes: [{ writer: recordProfiles, item } as Write, happening(message, 'event', 'ChargingLimit', payload)],
      answer: () => ({}),
    }
  },
}

function outsideLimit(payload: NotifyChargingLimit, { receivedAt }: Inbound): ChargingProfile {
  const evse = placeNumber(payload.evseId) ?? 0
  const source = payload.chargingLimit?.chargingLimitSource ?? 'Other'
  const [first = NO_FIGURES, ...alternatives] = (payload.chargingSchedule ?? []).flatMap(
    (one) => saidSchedule(one, receivedAt) ?? [],
  )
  const schedule: Schedule = {
    ...first,
    ...(alternatives.length === 0 ? {} : { alternatives }),
    ...(payload.chargingLimit?.isGridCritical === true ? { isGridCritical: true } : {}),
  }
  return {
    profileId: outsideId(source, evse),
    evse,
    stackLevel: 0,
    purpose: 'external',
    kind: 'absolute',
    transactionId: null,
    validFrom: null,
    validTo: null,
    schedule,
    source,
    setAt: receivedAt,
  }
}

/** A limit may be told of without saying how much it leaves. */
const NO_FIGURES: Schedule = { unit: 'A', startAt: null, durationSeconds: null, periods: [] }

const SOURCES = ['EMS', 'SO', 'CSO', 'Other']

/** These limits have no number of their own; below zero no profile of ours can meet it. One per source and place. */
const outsideId = (source: string, evse: number): number =>
  -(1 + evse * 10 + (SOURCES.includes(source) ? SOURCES.indexOf(source) : SOURCES.length))
