import type { Payload } from '../ocpp-server/wire/frame'
import { type Machine, say } from './dialect'
import { compositePeriods, type HeldProfile, type ProfileFilter } from './held-profiles'

type Answer = (payload: Payload, machine: Machine) => object
const status = (word: string) => ({ status: word })
const SECONDS_IN_DAY = 86_400

/** A profile as either version writes it: 1.6 has one schedule, 2.x a list, of which a simple station follows the first. */
interface WireProfile {
  readonly id?: number
  readonly chargingProfileId?: number
  readonly stackLevel: number
  readonly chargingProfilePurpose: string
  readonly chargingProfileKind: string
  readonly recurrencyKind?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly chargingSchedule: HeldProfile['schedule'] | readonly HeldProfile['schedule'][]
}

function take(machine: Machine, evse: number, wire: WireProfile): object {
  if (evse > machine.connectors.length) return status('Rejected')
  if (wire.chargingProfilePurpose === 'TxProfile' && !machine.connector(evse)?.session) return status('Rejected')
  keep(machine, evse, wire)
  return status('Accepted')
}

/** Also what came with a remote start, for the session it begins. */
export function keep(machine: Machine, evse: number, wire: WireProfile): void {
  const schedules = [wire.chargingSchedule].flat() as readonly HeldProfile['schedule'][]
  machine.profiles.set({
    id: wire.chargingProfileId ?? wire.id ?? 0,
    evse,
    stackLevel: wire.stackLevel,
    purpose: wire.chargingProfilePurpose,
    kind: wire.chargingProfileKind,
    recurrency: wire.recurrencyKind,
    validFrom: wire.validFrom ? Date.parse(wire.validFrom) : Number.NEGATIVE_INFINITY,
    validTo: wire.validTo ? Date.parse(wire.validTo) : Infinity,
    schedule: schedules[0]!,
    setAt: machine.now().getTime(),
    wire,
  })
  machine.limitsChanged()
}

function clear(machine: Machine, filter: ProfileFilter): object {
  const isFound = machine.profiles.clear(filter)
  machine.limitsChanged()
  return status(isFound ? 'Accepted' : 'Unknown')
}

const composite = (machine: Machine, evse: number, duration = SECONDS_IN_DAY) => ({
  duration,
  chargingRateUnit: 'A',
  chargingSchedulePeriod: compositePeriods(machine.profiles, evse, machine.now().getTime(), duration),
})

interface Reserve {
  readonly id: number
  readonly evse: number
  readonly token: string
  readonly until: string
}

function reserve(machine: Machine, { id, evse, token, until }: Reserve): object {
  const connector =
    evse === 0 ? machine.connectors.find(({ isFree, isWithdrawn }) => isFree && !isWithdrawn) : machine.connector(evse)
  if (connector === undefined) return status(evse === 0 ? 'Occupied' : 'Rejected')
  if (connector.fault) return status('Faulted')
  if (connector.isWithdrawn || machine.isInoperative) return status('Unavailable')
  if (!connector.isFree && connector.reservation?.id !== id) return status('Occupied')
  machine.reserve(connector, { id, token, until: Date.parse(until) })
  return status('Accepted')
}

function cancel(machine: Machine, id: number): object {
  const connector = machine.connectors.find(({ reservation }) => reservation?.id === id)
  if (connector === undefined) return status('Rejected')
  machine.release(connector)
  return status('Accepted')
}

/** How a 1.6 station takes limits and reservations. */
export const CHARGING_16: Readonly<Record<string, Answer>> = {
  SetChargingProfile: ({ connectorId, csChargingProfiles }, machine) =>
    take(machine, Number(connectorId), csChargingProfiles as WireProfile),

  ClearChargingProfile({ id, connectorId, chargingProfilePurpose, stackLevel }, machine) {
    if (id !== undefined) return clear(machine, { ids: [Number(id)] })
    return clear(machine, filterOf(connectorId, chargingProfilePurpose, stackLevel))
  },

  GetCompositeSchedule: ({ connectorId, duration }, machine) => ({
    status: 'Accepted',
    connectorId,
    scheduleStart: machine.now().toISOString(),
    chargingSchedule: composite(machine, Number(connectorId), Number(duration)),
  }),

  ReserveNow: ({ reservationId, connectorId, idTag, expiryDate }, machine) =>
    reserve(machine, {
      id: Number(reservationId),
      evse: Number(connectorId),
      token: String(idTag),
      until: String(expiryDate),
    }),

  CancelReservation: ({ reservationId }, machine) => cancel(machine, Number(reservationId)),
}

/** How a 2.x station takes limits, reservations and messages for its display. */
export const CHARGING_201: Readonly<Record<string, Answer>> = {
  SetChargingProfile: ({ evseId, chargingProfile }, machine) =>
    take(machine, Number(evseId), chargingProfile as WireProfile),

  ClearChargingProfile({ chargingProfileId, chargingProfileCriteria }, machine) {
    if (chargingProfileId !== undefined) return clear(machine, { ids: [Number(chargingProfileId)] })
    const { evseId, chargingProfilePurpose, stackLevel } = (chargingProfileCriteria ?? {}) as Payload
    return clear(machine, filterOf(evseId, chargingProfilePurpose, stackLevel))
  },

  GetChargingProfiles({ requestId, evseId, chargingProfile }, machine) {
    const { chargingProfileId, chargingProfilePurpose, stackLevel } = (chargingProfile ?? {}) as Payload
    const filter = filterOf(evseId, chargingProfilePurpose, stackLevel)
    const found = machine.profiles.list({ ...filter, ids: chargingProfileId as number[] | undefined })
    if (found.length === 0) return status('NoProfiles')
    const places = [...new Set(found.map(({ evse }) => evse))]
    machine.clock.setTimer(() => {
      for (const [index, evse] of places.entries()) {
        const held = found.filter((one) => one.evse === evse).map(({ wire }) => wire)
        const tbc = index < places.length - 1
        say(machine, 'ReportChargingProfiles', {
          requestId,
          chargingLimitSource: 'CSO',
          evseId: evse,
          chargingProfile: held,
          ...(tbc && { tbc }),
        })
      }
    }, 100)
    return status('Accepted')
  },

  GetCompositeSchedule: ({ evseId, duration }, machine) => ({
    status: 'Accepted',
    schedule: {
      evseId,
      scheduleStart: machine.now().toISOString(),
      ...composite(machine, Number(evseId), Number(duration)),
    },
  }),

  ReserveNow: ({ id, evseId, idToken, expiryDateTime }, machine) =>
    reserve(machine, {
      id: Number(id),
      evse: Number(evseId ?? 0),
      token: (idToken as { idToken: string }).idToken,
      until: String(expiryDateTime),
    }),

  CancelReservation: ({ reservationId }, machine) => cancel(machine, Number(reservationId)),

  SetDisplayMessage({ message }, machine) {
    const shown = message as { id: number }
    machine.display.set(shown.id, shown)
    return status('Accepted')
  },

  ClearDisplayMessage: ({ id }, machine) => status(machine.display.delete(Number(id)) ? 'Accepted' : 'Unknown'),

  GetDisplayMessages({ requestId, id: ids, priority, state }, machine) {
    const found = [...machine.display.values()].filter(
      (one) =>
        (ids === undefined || (ids as number[]).includes(one.id)) &&
        (priority === undefined || (one as Payload).priority === priority) &&
        (state === undefined || (one as Payload).state === state),
    )
    if (found.length === 0) return status('Unknown')
    machine.clock.setTimer(() => say(machine, 'NotifyDisplayMessages', { requestId, messageInfo: found }), 100)
    return status('Accepted')
  },
}

const filterOf = (evse: unknown, purpose: unknown, stackLevel: unknown): ProfileFilter => ({
  ...(evse === undefined ? {} : { evse: Number(evse) }),
  ...(purpose === undefined ? {} : { purpose: String(purpose) }),
  ...(stackLevel === undefined ? {} : { stackLevel: Number(stackLevel) }),
})
