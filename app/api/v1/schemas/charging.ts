import { z } from 'zod'
import { KINDS, PURPOSES } from '@/lib/charging-limits/charging-profile'
import { RESERVATION_STAGES } from '@/lib/reservations/reservation'
import { evseIdField, idField, instantField } from './fields'

const period = z.object({
  startSeconds: z.int().meta({ description: "From the schedule's beginning.", example: 0 }),
  limit: z.number().nullable().meta({ description: 'A per phase, or W in all; 0 is a pause.', example: 16 }),
  phases: z.int().nullable().meta({ description: 'null: three.', example: null }),
})

const unit = z.enum(['A', 'W'])
const wholeStation = evseIdField.meta({ description: 'EVSE number; 0: the whole station.', example: 1 })

export const chargingProfileSchema = z
  .object({
    profileId: z.int().meta({ description: 'What the station knows it by.', example: 200_010_001 }),
    evseId: wholeStation,
    purpose: z.enum(PURPOSES),
    stackLevel: z.int().meta({ description: 'Of the same purpose, the highest counts.', example: 1 }),
    kind: z.enum(KINDS),
    source: z.string().meta({ description: '"us", or who else has set it: EMS, SO, CSO, Other.', example: 'us' }),
    transactionId: z.string().nullable().meta({ description: 'The session it is for, as the station names it.' }),
    validFrom: instantField('When it begins to count.').nullable(),
    validTo: instantField('When it no longer counts.').nullable(),
    schedule: z.object({
      unit,
      startAt: instantField('When it begins; null: with the session.').nullable(),
      durationSeconds: z.int().nullable().meta({ description: 'null: for good.' }),
      periods: z.array(period),
    }),
    setAt: instantField('When it came to the station.'),
    seenAt: instantField('When the station last said that it holds it.'),
    isUnsure: z.boolean().meta({ description: 'The station has restarted since it last said so.' }),
  })
  .meta({ id: 'ChargingProfile' })

export const limitAheadSchema = z
  .object({
    stationId: z.string(),
    evseId: wholeStation,
    unit,
    segments: z.array(
      z.object({
        from: instantField('From here.'),
        to: instantField('Until here.'),
        limit: z.number().nullable().meta({ description: 'null: no limit.', example: 16 }),
        profileId: z.int().nullable().meta({ description: 'The profile that decides.' }),
      }),
    ),
  })
  .meta({ id: 'LimitAhead', description: 'What a station will allow over time, all it holds taken together.' })

export const reservationSchema = z
  .object({
    id: z.int().meta({ description: 'What the station knows it by.', example: 12 }),
    evseId: evseIdField.nullable().meta({ description: 'null: any of the station; once used, where.' }),
    connectorType: z.string().nullable().meta({ example: null }),
    token: z.string().meta({ example: '04A2B3C4D5E6F7' }),
    groupToken: z.string().nullable().meta({ description: 'Tokens of this group may use it as well.' }),
    stage: z.enum(RESERVATION_STAGES),
    reason: z.string().nullable().meta({ description: "The station's word.", example: 'Occupied' }),
    createdAt: instantField('When it was asked for.'),
    expiresAt: instantField('Until when it holds.'),
    endedAt: instantField('When it was used, or ended otherwise.').nullable(),
    sessionId: idField('session', '4711').nullable().meta({ description: 'The session that used it.' }),
  })
  .meta({ id: 'Reservation' })

export const displayMessageSchema = z
  .object({
    messageId: z.int().meta({ example: 5 }),
    priority: z.string().meta({ example: 'NormalCycle' }),
    state: z.string().nullable().meta({ description: 'Shown only in this state; null: always.' }),
    startAt: instantField('Shown from.').nullable(),
    endAt: instantField('Shown until.').nullable(),
    transactionId: z.string().nullable().meta({ description: 'The session it is for, as the station names it.' }),
    format: z.string().meta({ example: 'UTF8' }),
    language: z.string().nullable().meta({ example: 'sv' }),
    content: z.string().meta({ example: 'Välkommen' }),
    setAt: instantField('When it was set, or last seen there.'),
  })
  .meta({ id: 'DisplayMessage' })
