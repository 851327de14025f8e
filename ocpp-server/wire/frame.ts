import { cutText } from '../../lib/kernel/cut-text'
import { type OcppErrorCode, type OcppVersion, spellErrorCode } from './ocpp-error'

/** Longest frame we read, in UTF-16 units; also the gateway's WebSocket limit in bytes. A full NotifyReport is far below it. */
export const MAX_FRAME_LENGTH = 1024 * 1024
const MAX_DEPTH = 64
/** The standard says 36; longer ids are met in the field and harmless. */
const MAX_ID_LENGTH = 255

export type Payload = Readonly<Record<string, unknown>>

export type Frame = CallFrame | SendFrame | ResultFrame | ErrorFrame | ResultErrorFrame | IgnoredFrame | FrameFault

export interface CallFrame {
  readonly kind: 'call'
  readonly id: string
  readonly action: string
  readonly payload: Payload
}
/** OCPP 2.1: a CALL that nobody answers. */
export interface SendFrame extends Omit<CallFrame, 'kind'> {
  readonly kind: 'send'
}
export interface ResultFrame {
  readonly kind: 'result'
  readonly id: string
  readonly payload: Payload
}
export interface ErrorFrame {
  readonly kind: 'error'
  readonly id: string
  readonly code: string
  readonly description: string
  readonly details: Payload
}
/** OCPP 2.1: the other side could not do anything with our CALLRESULT. */
export interface ResultErrorFrame extends Omit<ErrorFrame, 'kind'> {
  readonly kind: 'result-error'
}
/** Message types nobody has defined yet. */
export interface IgnoredFrame {
  readonly kind: 'ignored'
  readonly messageType: number
  readonly id: string | null
}
/** A frame that cannot be understood. Only what may have been a CALL is answered. */
export interface FrameFault {
  readonly kind: 'fault'
  readonly id: string | null
  readonly of: FaultyFrame
  readonly action: string
  readonly code: OcppErrorCode
  readonly description: string
}

/** What an unreadable frame was meant to be, as far as one can tell; when one cannot, a CALL. */
export type FaultyFrame = 'call' | 'result' | 'error' | 'result-error' | 'send'
const MEANT: Readonly<Record<string, FaultyFrame>> = { 3: 'result', 4: 'error', 5: 'result-error', 6: 'send' }

/** Reads one frame; never throws. SPEC W-1 … W-8, V-1 … V-6. */
export function parseFrame(text: string): Frame {
  if (text.length > MAX_FRAME_LENGTH) return fault(null, `Longer than ${MAX_FRAME_LENGTH} characters`)
  if (isTooDeep(text)) return broken(text, `Nested deeper than ${MAX_DEPTH}`)
  let frame: unknown
  try {
    frame = JSON.parse(text)
    if (UNSTORABLE.test(text)) frame = JSON.parse(text, storable)
  } catch {
    return broken(text, 'Not valid JSON')
  }
  if (!Array.isArray(frame)) return fault(null, 'Not a JSON array')
  const type: unknown = frame[0]
  if (typeof type !== 'number') return fault(null, 'No message type number')
  switch (type) {
    case 2:
      return readCall(frame, 'call')
    case 3:
      return readResult(frame)
    case 4:
      return readError(frame, 'error')
    case 5:
      return readError(frame, 'result-error')
    case 6:
      return readCall(frame, 'send')
    default:
      return { kind: 'ignored', messageType: type, id: readId(frame[1]) }
  }
}

function readCall(frame: readonly unknown[], kind: 'call' | 'send'): Frame {
  const id = readId(frame[1])
  if (id === null) return fault(null, 'No readable message id', { of: kind })
  const action = frame[2]
  if (typeof action !== 'string' || action === '' || action.length > 100)
    return fault(id, 'No readable action', { of: kind })
  const payload = frame[3] ?? {}
  if (!isObject(payload)) return fault(id, 'Payload is not an object', { of: kind, action, code: 'FormatViolation' })
  return { kind, id, action, payload }
}

function readResult(frame: readonly unknown[]): Frame {
  const id = readId(frame[1])
  const payload = frame[2] ?? {}
  if (id === null || !isObject(payload)) return fault(id, 'Unreadable CALLRESULT', { of: 'result' })
  return { kind: 'result', id, payload }
}

function readError(frame: readonly unknown[], kind: 'error' | 'result-error'): Frame {
  const [, rawId, code, description, details] = frame
  const id = readId(rawId)
  if (id === null) return fault(id, 'Unreadable error', { of: kind })
  return {
    kind,
    id,
    code: typeof code === 'string' && code !== '' ? code : 'GenericError',
    description: typeof description === 'string' ? description : '',
    details: isObject(details) ? details : {},
  }
}

function readId(id: unknown): string | null {
  if (typeof id === 'number') return String(id)
  return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : null
}

const isObject = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fault = (id: string | null, description: string, known: Partial<FrameFault> = {}): FrameFault => ({
  kind: 'fault',
  id,
  of: 'call',
  action: '',
  code: 'RpcFrameworkError',
  description,
  ...known,
})

/** The kind and id of a frame whose rest is broken: the station hears which CALL we could not read, and what is no CALL is not answered. */
function broken(text: string, description: string): FrameFault {
  const [, type = '2', id] = /^\s*\[\s*([2-6])\s*,\s*(?:"([^"\\\p{Cc}]{1,255})")?/u.exec(text) ?? []
  return fault(id ?? null, description, { of: MEANT[type] ?? 'call' })
}

function isTooDeep(text: string): boolean {
  if (text.length <= MAX_DEPTH) return false
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (isInString) {
      if (char === BACKSLASH) at++
      else if (char === QUOTE) isInString = false
    } else if (char === QUOTE) isInString = true
    else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) return true
    } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) depth--
  }
  return false
}
const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [34, 92, 91, 93, 123, 125]

// PostgreSQL stores neither NUL nor half a surrogate pair; one such string must not fail a whole batch of messages.
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i
function storable(this: Record<string, unknown>, key: string, value: unknown): unknown {
  if (!Array.isArray(this) && /[\0\p{Cs}]/u.test(key)) return undefined
  return typeof value === 'string' ? value.replace(/[\0\p{Cs}]/gu, '') : value
}

/**
 * The payload's own text within a CALL (`skip` 3) or CALLRESULT (`skip` 2) that `parseFrame` could read: what the message log
 * keeps. Sliced, so numbers stay as the station wrote them (21.40, 1e3).
 */
export function payloadText(text: string, skip: 2 | 3): string {
  let at = text.indexOf('[') + 1
  let isInString = false
  for (let commas = 0; commas < skip; at++) {
    if (at >= text.length) return '{}'
    const char = text.charCodeAt(at)
    if (isInString) {
      if (char === BACKSLASH) at++
      else if (char === QUOTE) isInString = false
    } else if (char === QUOTE) isInString = true
    else if (char === COMMA) commas++
  }
  const payload = text.slice(at, text.lastIndexOf(']')).trim()
  return payload === '' || payload === 'null' ? '{}' : payload
}
const COMMA = 44

export const callText = (id: string, action: string, payloadJson: string): string =>
  `[2,${JSON.stringify(id)},${JSON.stringify(action)},${payloadJson}]`

/** OCPP 2.1: a CALL that is not answered. */
export const sendText = (id: string, action: string, payloadJson: string): string =>
  `[6,${JSON.stringify(id)},${JSON.stringify(action)},${payloadJson}]`

export const resultText = (id: string, payloadJson: string): string => `[3,${JSON.stringify(id)},${payloadJson}]`

/** A CALLERROR in the version's own spelling. `id` null (unreadable): "-1", which only 2.x defines. */
export function errorText(
  version: OcppVersion,
  id: string | null,
  code: OcppErrorCode,
  description = '',
  details: Payload = {},
  /** 5: CALLRESULTERROR, which only 2.1 knows. */
  messageType: 4 | 5 = 4,
): string {
  const spelled = spellErrorCode(code, version)
  return `[${messageType},${JSON.stringify(id ?? '-1')},"${spelled}",${JSON.stringify(cutText(description, 255))},${JSON.stringify(details)}]`
}
