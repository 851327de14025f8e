/** The OCPP versions we speak, named as on the wire (WebSocket subprotocol). */
export type OcppVersion = 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1'

/** CALLERROR codes under the names of OCPP 2.x, whichever version is spoken; `spellErrorCode` writes them for the wire. */
export const OCPP_ERROR_CODES = [
  'NotImplemented',
  'NotSupported',
  'InternalError',
  'ProtocolError',
  'SecurityError',
  'FormatViolation',
  'PropertyConstraintViolation',
  'OccurrenceConstraintViolation',
  'TypeConstraintViolation',
  'GenericError',
  'MessageTypeNotSupported',
  'RpcFrameworkError',
] as const
export type OcppErrorCode = (typeof OCPP_ERROR_CODES)[number]

/** Thrown by a handler: the CALL is answered with this CALLERROR. `description` is sent to the station (cut at 255). */
export class OcppError extends Error {
  override readonly name = 'OcppError'
  constructor(
    readonly code: OcppErrorCode,
    readonly description = '',
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(description === '' ? code : `${code}: ${description}`)
  }
}

// 1.6 keeps its two misspellings on purpose (errata sheet J 5.1, 5.2): a station that does not know the corrected word
// resends its message for ever. The two framework codes came with 2.0.1.
const SPELLED_16: Partial<Record<OcppErrorCode, string>> = {
  FormatViolation: 'FormationViolation',
  OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
  MessageTypeNotSupported: 'ProtocolError',
  RpcFrameworkError: 'FormationViolation',
}

/** The code as the version spells it. */
export function spellErrorCode(code: OcppErrorCode, version: OcppVersion): string {
  return version === 'ocpp1.6' ? (SPELLED_16[code] ?? code) : code
}

const READ = new Map<string, OcppErrorCode>(OCPP_ERROR_CODES.map((code) => [code.toLowerCase(), code]))
READ.set('formationviolation', 'FormatViolation')
READ.set('occurenceconstraintviolation', 'OccurrenceConstraintViolation')
READ.set('occurrenceconstraintviolation', 'OccurrenceConstraintViolation')
READ.set('messagetypenotsupport', 'MessageTypeNotSupported')

/** Reads any version's spelling, in any case; a word we do not know is a GenericError. */
export function readErrorCode(spelled: string): OcppErrorCode {
  return READ.get(spelled.trim().toLowerCase()) ?? 'GenericError'
}

/** Why an outgoing CALL has no answer payload. `code` is the CALLERROR code as the station spelled it, else the reason. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure'
  constructor(
    readonly reason: 'error' | 'timeout' | 'disconnected' | 'queue-full',
    readonly code: string,
    readonly description = '',
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(description === '' ? code : `${code}: ${description}`)
  }
}
