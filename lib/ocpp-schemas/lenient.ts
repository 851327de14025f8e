import { cutText } from '../kernel/cut-text'
import type { Schema } from './official'

/**
 * How much of a string is kept that is longer than the standard allows: some stations send 21-character tags, none sends novels. What
 * the standard keeps short are names and ids, which we index, and PostgreSQL indexes no more than 2 700 bytes. Where the standard
 * itself allows much (signed meter values, certificates), a cut would make it worthless.
 */
const KEPT: readonly (readonly [upTo: number, kept: number])[] = [
  [64, 200],
  [255, 500],
  [2_499, 2_500],
  [Number.POSITIVE_INFINITY, 65_536],
]
/** Of a word outside the standard's list, and of what is no time. */
const KEPT_OF_WORD = 200

/**
 * Makes the best of a payload that breaks its schema (SPEC T-1 … T-9): what can be read as meant is, what cannot be read at all
 * is left out, nothing is refused here.
 */
export function lenient(schema: Schema, payload: unknown): unknown {
  return read(schema, payload, schema.definitions ?? {})
}

type Definitions = Readonly<Record<string, Schema>>

function read(schema: Schema, value: unknown, definitions: Definitions): unknown {
  if (value === null || value === undefined) return undefined
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.slice('#/definitions/'.length)]
    return target === undefined ? value : read(target, value, definitions)
  }
  switch (schema.type) {
    case 'object':
      return readObject(schema, value, definitions)
    case 'array':
      return readArray(schema, value, definitions)
    case 'string':
      return readString(schema, value)
    case 'integer':
    case 'number':
      return readNumber(schema, value)
    case 'boolean':
      return readBoolean(value)
    default:
      return value // no type in the schema: anything goes (DataTransfer's data in 2.x)
  }
}

function readObject(schema: Schema, value: unknown, definitions: Definitions): unknown {
  const source = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return undefined
  const given = source as Record<string, unknown>
  const result: Record<string, unknown> = {}
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const kept = Object.hasOwn(given, key) ? read(property, given[key], definitions) : undefined
    if (kept !== undefined) result[key] = kept
  }
  // Only customData is open to additions; elsewhere an unknown field is vendor noise.
  if (schema.additionalProperties !== false) {
    for (const key of Object.keys(given)) {
      if (!(key in result) && key !== '__proto__') result[key] = given[key]
    }
  }
  return result
}

function readArray(schema: Schema, value: unknown, definitions: Definitions): unknown {
  const items = Array.isArray(value) ? value : [value]
  return items.map((item) => read(schema.items ?? {}, item, definitions)).filter((item) => item !== undefined)
}

function readString(schema: Schema, value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  // 1.6 DataTransfer.data is a free string; stations send objects in it.
  if (typeof value === 'object' && schema.maxLength === undefined && schema.enum === undefined)
    return JSON.stringify(value)
  if (typeof value !== 'string') return undefined
  if (schema.enum !== undefined) return knownWord(schema.enum, value)
  const { maxLength, format } = schema
  if (maxLength === undefined) return format === undefined ? value : cutText(value, KEPT_OF_WORD)
  return cutText(value, KEPT.find(([upTo]) => maxLength <= upTo)![1])
}

/** The schema's spelling when only letter case or surrounding space differs, else the word as sent. */
function knownWord(words: readonly string[], value: string): string {
  if (words.includes(value)) return value
  const folded = value.trim().toLowerCase()
  return words.find((word) => word.toLowerCase() === folded) ?? cutText(value, KEPT_OF_WORD)
}

const MAX_INT32 = 2_147_483_647

/**
 * Fractions stay even where 1.6 wants an integer of a meter: half a watt-hour is still metered energy. All other integers have 32
 * bits and only count and number things: a fraction, or what is larger, cannot be read.
 */
function readNumber({ type, maximum }: Schema, value: unknown): number | undefined {
  const number = typeof value === 'string' ? numberOf(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
  if (type !== 'integer' || maximum !== MAX_INT32) return number
  return Number.isInteger(number) && Math.abs(number) <= MAX_INT32 ? number : undefined
}

function numberOf(said: string): number {
  const text = said.trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2')
  return text === '' ? Number.NaN : Number(text)
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const word = String(value).trim().toLowerCase()
  if (word === 'true' || word === '1') return true
  if (word === 'false' || word === '0') return false
  return undefined
}
