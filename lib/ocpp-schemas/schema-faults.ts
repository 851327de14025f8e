import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { lenient } from './lenient'
import { type Direction, type OcppVersion, officialSchema } from './official'
import { isValid } from './strict-fault'

/** One way in which a payload breaks its official schema, in the terms that words are made of. */
export interface SchemaFault {
  /** e.g. `meterValue.0.timestamp`; '' is the payload itself. */
  readonly path: string
  readonly kind:
    | 'missing' // a field that must be there
    | 'unknown-field' // one the standard does not know
    | 'type' // expected: number, string …
    | 'word' // expected: the words allowed
    | 'too-long' // expected: the most characters
    | 'format' // expected: date-time, uri
    | 'range' // expected: the limit
    | 'item-count' // expected: the limit
    | 'other'
  readonly expected: string
  /** What stood there, as JSON, cut; null: nothing. */
  readonly given: string | null
  /** What a lenient reader makes of it, as JSON, cut: `readAs` null and not kept means that it is left out. */
  readonly readAs: string | null
  readonly outcome: 'as-sent' | 'read-as' | 'left-out' | 'done-without'
}

/** More is noise: one wrong structure breaks in many places. */
const MOST_FAULTS = 40
const SHOWN_CHARACTERS = 200

// As in strict-fault, but every fault, not only the first: slower, so only for what a person looks at.
const ajv = new Ajv({ strict: false, allErrors: true, multipleOfPrecision: 3, validateFormats: true })
addFormats.default(ajv, { mode: 'fast', formats: ['date-time', 'uri'] })
const compiled = new Map<string, ValidateFunction>()

/** How often a payload breaks its schema: 0 for all that is well. */
export const countFaults = (version: OcppVersion, action: string, direction: Direction, payload: unknown): number =>
  isValid(version, action, direction, payload) ? 0 : schemaFaults(version, action, direction, payload).length

/** Everything in which a payload breaks its official schema, and what it is read as. Empty for an action the version does not know. */
export function schemaFaults(
  version: OcppVersion,
  action: string,
  direction: Direction,
  payload: unknown,
): readonly SchemaFault[] {
  const schema = officialSchema(version, action, direction)
  if (schema === undefined || typeof payload !== 'object' || payload === null || Array.isArray(payload)) return []
  const key = `${version}/${action}/${direction}`
  const validate = compiled.get(key) ?? ajv.compile(schema)
  compiled.set(key, validate)
  if (validate(payload)) return []
  const read = lenient(schema, payload)
  return (validate.errors ?? []).slice(0, MOST_FAULTS).map((error) => toFault(error, payload, read))
}

function toFault(error: ErrorObject, payload: unknown, read: unknown): SchemaFault {
  const { kind, field, expected } = meaning(error)
  const path = [...error.instancePath.split('/').slice(1).map(unescaped), ...(field === null ? [] : [field])]
  const [given, readAs] = [at(payload, path), at(read, path)]
  return {
    path: path.join('.'),
    kind,
    expected,
    given: asText(given),
    readAs: asText(readAs),
    outcome: outcomeOf(kind, given, readAs),
  }
}

function meaning({ keyword, params }: ErrorObject): Pick<SchemaFault, 'kind' | 'expected'> & { field: string | null } {
  switch (keyword) {
    case 'required':
      return { kind: 'missing', field: params.missingProperty, expected: '' }
    case 'additionalProperties':
      return { kind: 'unknown-field', field: params.additionalProperty, expected: '' }
    case 'type':
      return { kind: 'type', field: null, expected: String(params.type) }
    case 'enum':
      return { kind: 'word', field: null, expected: (params.allowedValues as string[]).join(', ') }
    case 'maxLength':
      return { kind: 'too-long', field: null, expected: String(params.limit) }
    case 'format':
      return { kind: 'format', field: null, expected: String(params.format) }
    case 'minimum':
    case 'maximum':
    case 'multipleOf':
      return { kind: 'range', field: null, expected: String(params.limit ?? params.multipleOf) }
    case 'minItems':
    case 'maxItems':
      return { kind: 'item-count', field: null, expected: String(params.limit) }
    default:
      return { kind: 'other', field: null, expected: keyword }
  }
}

function outcomeOf(kind: SchemaFault['kind'], given: unknown, readAs: unknown): SchemaFault['outcome'] {
  if (kind === 'missing') return 'done-without'
  if (readAs === undefined) return 'left-out'
  return JSON.stringify(given) === JSON.stringify(readAs) ? 'as-sent' : 'read-as'
}

function at(value: unknown, path: readonly string[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<string, unknown>)[step]
  }
  return here
}

const unescaped = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~')

function asText(value: unknown): string | null {
  if (value === undefined) return null
  const json = JSON.stringify(value)
  return json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json
}
