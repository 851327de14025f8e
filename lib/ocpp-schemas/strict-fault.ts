import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { type Direction, type OcppVersion, officialSchema } from './official'

// strict off: the official schemas say "additionalProperties" of strings. Precision: 21.4 is a multiple of 0.1 to people. Numbers
// strict all the same: 1e999 is read as infinity, which is none.
const ajv = new Ajv({ strict: false, strictNumbers: true, multipleOfPrecision: 3, validateFormats: true })
addFormats.default(ajv, { mode: 'fast', formats: ['date-time', 'uri'] })

const compiled = new Map<string, ValidateFunction | null>()

/** Compiled on first use (a few ms each; all of them would cost a second at start). undefined: not an action of this version. */
export function validatorFor(version: OcppVersion, action: string, direction: Direction): ValidateFunction | undefined {
  const key = `${version}/${action}/${direction}`
  let validate = compiled.get(key)
  if (validate === undefined) {
    const schema = officialSchema(version, action, direction)
    validate = schema === undefined ? null : ajv.compile(schema)
    // Unknown words come from the network: only known ones are kept, so that nobody can fill the map.
    if (validate !== null) compiled.set(key, validate)
  }
  return validate ?? undefined
}

export const isValid = (version: OcppVersion, action: string, direction: Direction, payload: unknown): boolean =>
  validatorFor(version, action, direction)?.(payload) === true

/**
 * Strict out: why this payload may not be sent, null when it may. One sentence naming the field, e.g.
 * `connectorId must be integer`.
 */
export function strictFault(
  version: OcppVersion,
  action: string,
  direction: Direction,
  payload: unknown,
): string | null {
  const validate = validatorFor(version, action, direction)
  if (validate === undefined) return `${action} is not an action of ${version}`
  if (validate(payload)) return null
  return sentence(validate.errors?.[0])
}

function sentence(error: ErrorObject | undefined): string {
  if (error === undefined) return 'The payload is not valid'
  const field = error.instancePath.slice(1).replaceAll('/', '.') || 'The payload'
  if (error.keyword === 'additionalProperties') return `${field} must not have ${error.params.additionalProperty}`
  if (error.keyword === 'enum') return `${field} must be one of ${error.params.allowedValues.join(', ')}`
  return `${field} ${error.message ?? 'is not valid'}`
}
