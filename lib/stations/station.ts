import { z } from 'zod'
import { isTimeZone } from '../sites/site'

const text = (max: number) => z.string().trim().max(max, 'too-long')
const idOrNull = (problem: string) => z.coerce.bigint(problem).nullable()

/** What a station calls itself in its URL (OCPP 2.x identifierString, at most 48; no colon, which ends the user name in Basic auth). */
export const identitySchema = z
  .string()
  .trim()
  .min(1, 'required')
  .max(48, 'too-long')
  .regex(/^[^\s:/\p{Cc}\p{Cs}]*$/u, 'not-an-identity')

/** OCPP 2.x BasicAuthPassword (16 to 40 characters), also valid text for 1.6's AuthorizationKey. */
export const stationPasswordSchema = z
  .string()
  .min(16, 'too-short')
  .max(40, 'too-long')
  .regex(/^[\x21-\x7e]*$/, 'not-printable')

export const CONNECTOR_TYPES = ['type2', 'ccs2', 'chademo', 'type1', 'ccs1', 'nacs', 'schuko', 'other'] as const

const settings = {
  name: text(120),
  siteId: idOrNull('not-a-site'),
  /** Its own tariff; null: its site's, else the default. */
  tariffId: idOrNull('not-a-tariff'),
  allowWithoutPassword: z.boolean(),
  /** Some chargers send no Sec-WebSocket-Protocol; they are taken to speak 1.6. */
  allowWithoutProtocol: z.boolean(),
  /** The least it must connect with: 0 nothing, 1 password, 2 TLS and password, 3 TLS and its own certificate. */
  securityProfile: z.int().min(0, 'out-of-range').max(3, 'out-of-range'),
  /** A car's MAC address counts as a token here. Anybody can make one up: only where the operator wants it. */
  autocharge: z.boolean(),
  /** Zone of timestamps that carry none. */
  clockZone: z.string().refine(isTimeZone, 'not-a-time-zone'),
  /** A page for drivers; null: as its site. */
  hasPublicPage: z.boolean().nullable(),
  note: text(4000),
}

const maxPowerW = z
  .number('not-a-number')
  .int('not-a-whole-number')
  .min(1, 'out-of-range')
  .max(10_000_000, 'out-of-range')
const connectorSettings = {
  /** type2, ccs2 … or another word. */
  type: text(40).nullable(),
  maxPowerW: maxPowerW.nullable(),
}

/** Problems are short words that the edges put into sentences. */
export const newStationSchema = z
  .object({
    identity: identitySchema,
    password: stationPasswordSchema,
    /** Make a password and give it back, this once. */
    generatePassword: z.boolean(),
    evses: z
      .array(
        z.object({
          id: z.int().min(1).max(1000),
          connectors: z
            .array(z.object({ id: z.int().min(1).max(100).default(1), ...partial(connectorSettings) }))
            .min(1)
            .max(20),
        }),
      )
      .max(200),
    ...settings,
  })
  .partial()
  .required({ identity: true })
export type NewStationInput = z.input<typeof newStationSchema>

/** Only what is named changes. */
export const stationEditSchema = z.object(settings).partial()
export type StationEditInput = z.input<typeof stationEditSchema>

export const connectorEditSchema = z
  .object({ ...connectorSettings, currentType: z.enum(['ac', 'dc']).nullable(), tariffId: idOrNull('not-a-tariff') })
  .partial()
export type ConnectorEditInput = z.input<typeof connectorEditSchema>

function partial<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  return z.object(shape).partial().shape
}
