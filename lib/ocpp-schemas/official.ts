import * as schemas16 from 'typed-ocpp/dist/ocpp16/schemas.js'
import * as schemas201 from 'typed-ocpp/dist/ocpp20/schemas.js'
import * as schemas21 from 'typed-ocpp/dist/ocpp21/schemas.js'

/** The versions we speak and hold the official schemas of, named as on the wire (WebSocket subprotocol). */
export const OCPP_VERSIONS = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const
export type OcppVersion = (typeof OCPP_VERSIONS)[number]
export const isOcppVersion = (name: string): name is OcppVersion => OCPP_VERSIONS.includes(name as OcppVersion)

/** The part of JSON Schema the official OCPP schemas use. */
export interface Schema {
  readonly $ref?: string
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly maxLength?: number
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly definitions?: Readonly<Record<string, Schema>>
}

export type Direction = 'request' | 'response'

// Deep imports: the package's entry also loads its own validator, which calls messages with unknown fields valid.
const OFFICIAL: Record<OcppVersion, Readonly<Record<string, Schema>>> = {
  'ocpp1.6': schemas16,
  'ocpp2.0.1': schemas201,
  'ocpp2.1': schemas21,
}

/** What is said with SEND (2.1): there is no answer, and its schema has the action's bare name. */
const SENT = 'NotifyPeriodicEventStream'

/** The official schema, or undefined for an action the version does not know. 1.6 includes the security whitepaper. */
export function officialSchema(version: OcppVersion, action: string, direction: Direction): Schema | undefined {
  const suffix = direction === 'response' ? 'Response' : action === SENT ? '' : 'Request'
  const name = action + suffix
  const schema = Object.hasOwn(OFFICIAL[version], name) ? OFFICIAL[version][name] : undefined
  return schema && within32Bits(schema)
}

const INT32 = { minimum: -2_147_483_648, maximum: 2_147_483_647 }
const bounded = new WeakMap<object, object>()

/** 1.6 counts watt-hours in integers, and a large site's meter goes further. */
const METERS = new Set(['meterStart', 'meterStop'])

/**
 * OCPP's integers have 32 bits (2.x part 2, "integer"), which the schemas do not say. Schemas share their definitions, and so do
 * their copies.
 */
function within32Bits<Part extends object>(part: Part): Part {
  const known = bounded.get(part)
  if (known !== undefined) return known as Part
  const isInteger = (part as Schema).type === 'integer'
  const copy: Record<string, unknown> = isInteger ? { ...INT32 } : {}
  bounded.set(part, copy)
  for (const [key, value] of Object.entries(part)) {
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value)
    copy[key] = isPart && !METERS.has(key) ? within32Bits(value) : value
  }
  return copy as Part
}

export const isKnownAction = (version: OcppVersion, action: string): boolean =>
  officialSchema(version, action, 'request') !== undefined

/** Every action of the version, for tests and for choosing a raw call. */
export const knownActions = (version: OcppVersion): readonly string[] =>
  Object.keys(OFFICIAL[version])
    .filter((name) => name.endsWith('Request') || name === SENT)
    .map((name) => (name === SENT ? name : name.slice(0, -'Request'.length)))
    .sort()
