import { lenient } from '../../lib/ocpp-schemas/lenient'
import { type Direction, officialSchema } from '../../lib/ocpp-schemas/official'
import { validatorFor } from '../../lib/ocpp-schemas/strict-fault'
import { OcppError, type OcppVersion } from '../wire/ocpp-error'

/**
 * Lenient in: the payload as it is when it keeps the schema (the common case: validated, nothing copied), else what can be made
 * of it (`Said<…>`). Used for stations' CALLs and for their answers to ours.
 * @throws OcppError NotImplemented for an action the version does not know, FormatViolation when the payload is not an object
 */
export function readPayload(version: OcppVersion, action: string, direction: Direction, payload: unknown): object {
  const validate = validatorFor(version, action, direction)
  if (validate === undefined) throw new OcppError('NotImplemented', `${action} is not known`)
  if (validate(payload)) return payload as object
  if (payload === null || payload === undefined) return {}
  const schema = officialSchema(version, action, direction)!
  const read = lenient(schema, payload)
  if (typeof read !== 'object' || read === null) throw new OcppError('FormatViolation', 'The payload is not an object')
  return read
}

/**
 * A field without which a message means nothing.
 * @throws OcppError OccurrenceConstraintViolation (lenient reading has left out what had the wrong type)
 */
export function need<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new OcppError('OccurrenceConstraintViolation', `${field} is required`, { field })
  return value
}
