import { z } from 'zod'
import { PURPOSES } from '../../charging-limits/charging-profile'
import { profileInput } from '../../charging-limits/profile-input'
import { id, instant, int32, number, token } from './fields'

const stackLevel = z.number().int().min(0).max(9_999)
/** An EVSE, or 0 for the station as such. */
const evseOrStation = z.number().int().min(0).max(9_999)

/** Limits on charging, reservations and what stands on the display. Without an EVSE the whole station is meant. */
export const charging = [
  z.object({
    type: z.literal('reserve'),
    /** Absent: any EVSE of the station. */
    evseId: number.optional(),
    /** 2.x: any EVSE with such a connector, as the standard names it (cCCS2, sType2 …). */
    connectorType: z.string().trim().min(1).max(20).optional(),
    token,
    /** Tokens of this group may use it as well; absent: those of the token's own group. */
    groupToken: token.optional(),
    expiresAt: instant,
  }),
  z.object({ type: z.literal('cancel-reservation'), reservationId: int32 }),
  z.object({
    type: z.literal('set-charging-profile'),
    evseId: number.optional(),
    /** The session a `tx` profile is for. */
    sessionId: id.optional(),
    profile: profileInput,
  }),
  z.object({
    type: z.literal('clear-charging-profile'),
    profileId: int32.optional(),
    evseId: evseOrStation.optional(),
    purpose: z.enum(PURPOSES).optional(),
    stackLevel: stackLevel.optional(),
  }),
  z.object({
    type: z.literal('get-charging-profiles'),
    evseId: evseOrStation.optional(),
    profileIds: z.array(int32).min(1).max(100).optional(),
    purpose: z.enum(PURPOSES).optional(),
    stackLevel: stackLevel.optional(),
    sources: z
      .array(z.enum(['CSO', 'EMS', 'SO', 'Other']))
      .min(1)
      .max(4)
      .optional(),
  }),
  /** Sets again what the station should hold; asked by the gateway after a boot. */
  z.object({ type: z.literal('restore-charging-profiles') }),
  z.object({
    type: z.literal('get-composite-schedule'),
    evseId: evseOrStation.default(0),
    durationSeconds: z.number().int().min(1).max(31_622_400).default(86_400),
    unit: z.enum(['A', 'W']).optional(),
  }),
  z.object({
    type: z.literal('set-display-message'),
    /** Absent: a new message; the same number again replaces it. */
    messageId: int32.optional(),
    priority: z.enum(['AlwaysFront', 'InFront', 'NormalCycle']).default('NormalCycle'),
    /** Shown only in this state; absent: always. */
    state: z.enum(['Charging', 'Faulted', 'Idle', 'Unavailable', 'Suspended', 'Discharging']).optional(),
    startAt: instant.optional(),
    endAt: instant.optional(),
    /** Shown for this session, and gone when it ends. */
    sessionId: id.optional(),
    format: z.enum(['ASCII', 'HTML', 'URI', 'UTF8', 'QRCODE']).default('UTF8'),
    language: z.string().trim().min(2).max(8).optional(),
    content: z.string().min(1).max(1_024),
  }),
  z.object({
    type: z.literal('get-display-messages'),
    messageIds: z.array(int32).min(1).max(100).optional(),
    priority: z.enum(['AlwaysFront', 'InFront', 'NormalCycle']).optional(),
    state: z.enum(['Charging', 'Faulted', 'Idle', 'Unavailable', 'Suspended', 'Discharging']).optional(),
  }),
  z.object({ type: z.literal('clear-display-message'), messageId: int32 }),
] as const
