import type { Schema } from '../lib/ocpp-schemas/official'
import type { Random } from '../simulator/random'

type Definitions = Readonly<Record<string, Schema>>

/** Deeper than any message is; keeps schemas that contain themselves from growing for ever. */
const MAX_DEPTH = 8

/** A payload that keeps an official schema, drawn by chance: what it requires, and some of what it allows. */
export const examplePayload = (schema: Schema, random: Random): unknown =>
  draw(schema, schema.definitions ?? {}, random, 0)

function draw(schema: Schema, definitions: Definitions, random: Random, depth: number): unknown {
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.slice('#/definitions/'.length)]
    return target === undefined ? {} : draw(target, definitions, random, depth)
  }
  if (schema.enum !== undefined) return random.pick(schema.enum)
  switch (schema.type) {
    case 'object':
      return drawObject(schema, definitions, random, depth)
    case 'array': {
      const length = depth > 3 ? 1 : random.integer(1, 3)
      return Array.from({ length }, () => draw(schema.items ?? {}, definitions, random, depth + 1))
    }
    case 'integer': {
      const from = Math.max(schema.minimum ?? 0, 0)
      return random.integer(from, Math.min(schema.maximum ?? from + 12, from + 12))
    }
    case 'number':
      return Math.round(random.between(schema.minimum ?? 0, schema.maximum ?? 5_000) * 10) / 10
    case 'boolean':
      return random.chance(0.5)
    case 'string':
      return drawText(schema, random)
    default:
      return random.pick([{ a: 1 }, 'text', 7, [1, 2], true])
  }
}

function drawObject(schema: Schema, definitions: Definitions, random: Random, depth: number): object {
  const required = new Set(schema.required ?? [])
  const drawn: Record<string, unknown> = {}
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const isWanted = required.has(key) || (depth < MAX_DEPTH && random.chance(key === 'customData' ? 0.03 : 0.4))
    if (isWanted) drawn[key] = draw(property, definitions, random, depth + 1)
  }
  return drawn
}

const WORDS = ['1', 'TAG001', 'FUZZ-TOKEN', 'tx-1', 'tx-2', 'Connector', 'AvailabilityState', 'Vendor', 'abc', 'Åäö']

function drawText({ format, maxLength = 50 }: Schema, random: Random): string {
  if (format === 'date-time') return new Date(Date.now() - random.integer(0, 86_400_000)).toISOString()
  if (format === 'uri') return 'https://example.com/a'
  return random.pick(WORDS).slice(0, maxLength)
}
