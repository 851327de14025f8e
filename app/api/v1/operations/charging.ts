import { z } from 'zod'
import { getLimitAhead } from '@/lib/charging-limits/queries/get-limit-ahead'
import { listProfiles, type ProfileView } from '@/lib/charging-limits/queries/list-profiles'
import { type DisplayMessageView, listDisplayMessages } from '@/lib/displays/queries'
import { HOUR_MS } from '@/lib/kernel/time'
import { listReservations, type ReservationView } from '@/lib/reservations/queries'
import { operation } from '../operation'
import { chargingProfileSchema, displayMessageSchema, limitAheadSchema, reservationSchema } from '../schemas/charging'
import { isoOrNull, listOf, pageOf, stationIdField } from '../schemas/fields'

const station = z.object({ id: stationIdField })
const whole = <Row>(rows: readonly Row[]) => ({ rows, next: null })

const shownProfile = ({ evse, transactionId, validFrom, validTo, schedule, setAt, seenAt, ...rest }: ProfileView) => ({
  profileId: rest.profileId,
  evseId: evse,
  purpose: rest.purpose,
  stackLevel: rest.stackLevel,
  kind: rest.kind,
  source: rest.source,
  transactionId,
  validFrom: isoOrNull(validFrom),
  validTo: isoOrNull(validTo),
  schedule: {
    unit: schedule.unit,
    startAt: schedule.startAt,
    durationSeconds: schedule.durationSeconds,
    periods: [...schedule.periods],
  },
  setAt: setAt.toISOString(),
  seenAt: seenAt.toISOString(),
  isUnsure: rest.isUnsure,
})

const shownReservation = ({ evse, groupName, createdAt, expiresAt, endedAt, sessionId, ...rest }: ReservationView) => ({
  id: rest.id,
  evseId: evse,
  connectorType: rest.connectorType,
  token: rest.token,
  groupToken: groupName,
  stage: rest.stage,
  reason: rest.reason,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  endedAt: isoOrNull(endedAt),
  sessionId: sessionId === null ? null : String(sessionId),
})

const shownMessage = ({ startAt, endAt, setAt, ...rest }: DisplayMessageView) => ({
  ...rest,
  startAt: isoOrNull(startAt),
  endAt: isoOrNull(endAt),
  setAt: setAt.toISOString(),
})

export const chargingOperations = [
  operation({
    id: 'listChargingProfiles',
    method: 'GET',
    path: '/stations/{id}/charging-profiles',
    tag: 'Stations',
    summary: 'The charging profiles a station holds',
    description:
      'Ours, as the station took them, and those it has told us of. Set and clear them with the commands `set-charging-profile` and `clear-charging-profile`.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(chargingProfileSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listProfiles(actor, id)), shownProfile),
  }),
  operation({
    id: 'getChargingLimit',
    method: 'GET',
    path: '/stations/{id}/charging-limit',
    tag: 'Stations',
    summary: 'What an EVSE may draw over the hours ahead',
    description:
      "Worked out here from the profiles the station holds, as the standard has it. The station's own answer comes from the command `get-composite-schedule`.",
    act: 'stations.command',
    params: station,
    query: z.object({
      evseId: z.coerce.number().int().min(0).max(9_999).default(0).meta({ description: '0: the station as such.' }),
      hours: z.coerce.number().int().min(1).max(168).default(24),
      unit: z.enum(['A', 'W']).default('A'),
    }),
    status: 200,
    response: limitAheadSchema,
    handler: async (actor, { params: { id }, query: { evseId: evse, hours, unit } }) => {
      const from = new Date()
      const to = new Date(from.getTime() + hours * HOUR_MS)
      const segments = await getLimitAhead(actor, id, { evse, unit, from, to })
      return {
        stationId: id,
        evseId: evse,
        unit,
        segments: segments.map(({ limit, profileId, ...one }) => ({
          from: new Date(one.from).toISOString(),
          to: new Date(one.to).toISOString(),
          limit,
          profileId,
        })),
      }
    },
  }),
  operation({
    id: 'listReservations',
    method: 'GET',
    path: '/stations/{id}/reservations',
    tag: 'Stations',
    summary: "A station's reservations, newest first",
    description: 'The last 100. Make and end them with the commands `reserve` and `cancel-reservation`.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(reservationSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listReservations(actor, id)), shownReservation),
  }),
  operation({
    id: 'listDisplayMessages',
    method: 'GET',
    path: '/stations/{id}/display-messages',
    tag: 'Stations',
    summary: "What stands on a station's display",
    description:
      'OCPP 2.x. Change it with the commands `set-display-message` and `clear-display-message`; `get-display-messages` asks the station.',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(displayMessageSchema),
    handler: async (actor, { params: { id } }) => pageOf(whole(await listDisplayMessages(actor, id)), shownMessage),
  }),
]
