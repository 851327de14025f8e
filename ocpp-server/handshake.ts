import type { IncomingMessage } from 'node:http'
import { OCPP_VERSIONS, type OcppVersion } from '../lib/ocpp-schemas/official'

/** Stations call `/ocpp/<identity>`; the identity is percent-encoded. */
const PATH_PREFIX = '/ocpp/'
const MAX_IDENTITY_LENGTH = 48

/** The identity in the URL, or null when the path is not ours or holds no valid identity (OCPP 2.x: at most 48, no colon). SPEC H-1. */
export function identityFromUrl(url: string | undefined): string | null {
  const path = url?.split('?', 1)[0] ?? ''
  if (!path.startsWith(PATH_PREFIX)) return null
  try {
    const identity = decodeURIComponent(path.slice(PATH_PREFIX.length).replace(/\/$/, ''))
    const isValid =
      identity.length > 0 && identity.length <= MAX_IDENTITY_LENGTH && /^[^\s:/\p{Cc}\p{Cs}]+$/u.test(identity)
    return isValid ? identity : null
  } catch {
    return null // a broken percent escape
  }
}

export interface Credentials {
  readonly username: string
  /** The exact bytes: OCPP 1.6 stations send the decoded AuthorizationKey, which need not be UTF-8. */
  readonly password: Buffer
}

/** HTTP Basic credentials, split at the first colon. null: none sent; 'malformed': sent, unreadable. SPEC H-3. */
export function basicCredentials(header: string | undefined): Credentials | null | 'malformed' {
  if (header === undefined) return null
  const encoded = /^basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header)?.[1]
  if (!encoded) return 'malformed'
  const bytes = Buffer.from(encoded, 'base64')
  const colon = bytes.indexOf(0x3a)
  if (colon < 0) return 'malformed'
  return { username: bytes.subarray(0, colon).toString('utf8'), password: bytes.subarray(colon + 1) }
}

/**
 * The first subprotocol in the station's list that we speak, trimmed and compared without case; `spelled` as the station wrote it,
 * because it compares what we answer with what it asked. SPEC H-4.
 */
export function chooseProtocol(offered: Iterable<string>): { protocol: OcppVersion; spelled: string } | null {
  for (const spelled of offered) {
    const protocol = OCPP_VERSIONS.find((ours) => ours === spelled.trim().toLowerCase())
    if (protocol) return { protocol, spelled }
  }
  return null
}

export function offeredProtocols(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
