import { createHash } from 'node:crypto'
import type { FactOf } from './fact'

/** A call of the message log, as far as the rules read it. */
export interface LoggedCall {
  readonly action: string
  readonly request: string | null
  readonly response: string | null
  /** CALLERROR code, `Timeout` or `Disconnected`. */
  readonly errorCode: string | null
  readonly latencyMs: number | null
}

type Told<Kind extends 'called' | 'authorised' | 'clock'> = Omit<FactOf<Kind>, 'id' | 'at' | 'receivedAt'>

/** The station says of itself that it failed; what it does not know or support is no failure. */
const FAILED = /^(InternalError|GenericError)$/

/** A call of ours; one whose connection broke says nothing. */
export function calledFact({ action, request, response, errorCode, latencyMs }: LoggedCall): Told<'called'> | null {
  if (errorCode === 'Disconnected') return null
  const error = errorCode === 'Timeout' ? 'timeout' : FAILED.test(errorCode ?? '') ? 'failed' : null
  if (error === null && errorCode === null && response === null) return null
  return {
    kind: 'called',
    action,
    latencyMs: error === 'timeout' ? null : latencyMs,
    error,
    status: part(response, /"status"\s*:\s*"([A-Za-z]+)"/),
    evse: Number(part(request, /"(?:connectorId|evseId|evse"\s*:\s*\{\s*"id)"\s*:\s*(\d+)/) ?? 0),
    isWithdrawal: action === 'ChangeAvailability' ? /"Inoperative"/i.test(request ?? '') : null,
  }
}

/** A token was shown. Which one is not kept: a few letters of its hash tell tokens apart. */
export function tokenFact({ action, request, response }: LoggedCall): Told<'authorised'> | null {
  if (action !== 'Authorize') return null
  const token = part(request, /"idTag"\s*:\s*"([^"]*)"/) ?? part(request, /"idToken"\s*:\s*"([^"]*)"/)
  const status = part(response, /"status"\s*:\s*"([A-Za-z]+)"/)
  if (token === null || status === null) return null
  // Another session of the same token runs: the token itself is good.
  return { kind: 'authorised', isAccepted: status === 'Accepted' || status === 'ConcurrentTx', token: tokenMark(token) }
}

/** Tells tokens apart and says no more: a few letters of its hash, the same however it is spelled. */
export const tokenMark = (token: string): string =>
  createHash('sha256').update(token.trim().toUpperCase()).digest('base64url').slice(0, 6)

/** How the time in a status differs from ours. Without a zone it is the station's own affair (its clock zone is set by people). */
export function clockFact({ action, request }: LoggedCall, receivedAt: number): Told<'clock'> | null {
  if (action !== 'StatusNotification') return null
  const said = part(request, /"timestamp"\s*:\s*"([^"]*(?:Z|[+-]\d{2}:?\d{2}))"/i)
  const at = said === null ? Number.NaN : Date.parse(said)
  return Number.isNaN(at) ? null : { kind: 'clock', offsetMs: at - receivedAt }
}

const part = (text: string | null, pattern: RegExp): string | null => pattern.exec(text ?? '')?.[1] ?? null
