import { OCPP_VERSIONS, type OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'

/**
 * What the standard (and SPEC.md where the standard is silent) lets a gateway answer to one frame. Worked out apart from the
 * gateway's own reading, so that both would have to be wrong alike.
 */
export interface Expected {
  /** The id an answer must carry; null: none, or one that cannot be read. */
  readonly id: string | null
  /** 'must': exactly one answer. 'may': the frame is too broken to say. 'never': it is an answer itself, or a SEND. */
  readonly answer: 'must' | 'may' | 'never'
  /** The action of a CALL that can be carried out; null: only a CALLERROR can follow. */
  readonly action: string | null
}

const MAX_DEPTH = 64
const MAX_LENGTH = 1024 * 1024

export function expectedAnswer(version: OcppVersion, text: string): Expected {
  const nobody: Expected = { id: null, answer: version === 'ocpp1.6' ? 'never' : 'must', action: null }
  if (text.length > MAX_LENGTH) return { id: null, answer: 'may', action: null }
  const frame = parsed(text)
  if (frame === undefined || depthOf(frame) > MAX_DEPTH) return brokenFrame(text)
  if (!Array.isArray(frame) || typeof frame[0] !== 'number') return nobody
  const [type, id, action, payload] = frame as [number, unknown, unknown, unknown]
  const readable = idOf(id)
  if (type >= 3 && type <= 6 && Number.isInteger(type)) return { id: readable, answer: 'never', action: null }
  if (type !== 2) return version === 'ocpp1.6' ? { ...nobody, answer: 'never' } : { ...nobody, id: readable }
  if (readable === null) return nobody
  const isCall = typeof action === 'string' && action !== '' && action.length <= 100 && isPayload(payload)
  return { id: readable, answer: 'must', action: isCall ? action : null }
}

/** Broken beyond JSON: the gateway may find the id all the same, and may not. What begins as an answer is none to answer. */
function brokenFrame(text: string): Expected {
  const isAnswer = /^\s*\[\s*[3-6]\s*,/.test(text)
  return { id: null, answer: isAnswer ? 'never' : 'may', action: null }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function depthOf(value: unknown): number {
  let depth = 0
  let level: unknown[] = [value]
  while (level.length > 0 && depth <= MAX_DEPTH + 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
    depth++
  }
  return depth - (level.length === 0 ? 1 : 0)
}

/** NUL and half characters are taken out of what is said; numbers are understood. */
function idOf(id: unknown): string | null {
  if (typeof id === 'number') return String(id)
  const text = typeof id === 'string' ? id.replace(/[\0\p{Cs}]/gu, '') : ''
  return text !== '' && text.length <= 255 ? text : null
}

const isPayload = (payload: unknown) =>
  payload === undefined || payload === null || (typeof payload === 'object' && !Array.isArray(payload))

const CODES = [
  'NotImplemented',
  'NotSupported',
  'ProtocolError',
  'SecurityError',
  'PropertyConstraintViolation',
  'TypeConstraintViolation',
  'GenericError',
]
const CODES_OF: Readonly<Record<OcppVersion, ReadonlySet<string>>> = {
  'ocpp1.6': new Set([...CODES, 'FormationViolation', 'OccurenceConstraintViolation']),
  'ocpp2.0.1': new Set([
    ...CODES,
    'FormatViolation',
    'OccurrenceConstraintViolation',
    'MessageTypeNotSupported',
    'RpcFrameworkError',
  ]),
  'ocpp2.1': new Set([
    ...CODES,
    'FormatViolation',
    'OccurrenceConstraintViolation',
    'MessageTypeNotSupported',
    'RpcFrameworkError',
  ]),
}

/** Why this answer is a wrong one; null: it is right. InternalError is always wrong: nothing a station says may break us. */
export function wrongAnswer(
  version: OcppVersion,
  frame: readonly unknown[],
  actions: readonly (string | null)[],
): string | null {
  if (frame[0] === 3) {
    if (frame.length !== 3) return 'a CALLRESULT has three elements'
    const faults = actions.map((action) =>
      action === null ? 'no CALL to carry out' : resultFault(version, action, frame[2]),
    )
    return faults.includes(null) ? null : (faults[0] ?? 'nothing was asked')
  }
  const [, , code, description, details] = frame
  if (frame.length !== 5) return 'a CALLERROR has five elements'
  if (typeof code !== 'string' || !CODES_OF[version].has(code)) return `${String(code)} is no error code here`
  if (typeof description !== 'string' || description.length > 255) return 'the description is no text of 255 characters'
  return typeof details === 'object' && details !== null && !Array.isArray(details) ? null : 'the details are no object'
}

/** A station that negotiated 2.x and speaks 1.6 is answered in 1.6. */
function resultFault(version: OcppVersion, action: string, payload: unknown): string | null {
  if (action === 'NotifyPeriodicEventStream') return JSON.stringify(payload) === '{}' ? null : 'it has no answer'
  const versions = version === 'ocpp1.6' ? [version] : [version, OCPP_VERSIONS[0]]
  const faults = versions.map((one) => strictFault(one, action, 'response', payload))
  return faults.includes(null) ? null : `${action} answered against the schema: ${faults[0]}`
}
