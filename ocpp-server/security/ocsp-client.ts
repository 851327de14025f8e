import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type CertificateHash, isSameHash } from '../../lib/certificates/certificate-hash'
import { type OcspStatus, ocspRequest, readOcspResponse } from '../../lib/certificates/ocsp-message'
import { lookupOf } from '../../lib/kernel/public-lookup'
import { DAY_MS, MINUTE_MS } from '../../lib/kernel/time'

/** A responder's answer: its bytes, for whoever wants to verify it, and what it says. */
export interface OcspAnswer extends OcspStatus {
  readonly der: Buffer
}

export interface OcspClient {
  /** @returns null: the responder may not be asked, cannot be reached, or says nothing about this certificate */
  ask(url: string, hash: CertificateHash): Promise<OcspAnswer | null>
}

interface OcspClientOptions {
  /** Hosts (host or host:port) that may be asked although they are not on the public internet. */
  readonly allowedHosts: readonly string[]
  readonly timeoutMs?: number
  readonly mostKeptBytes?: number
  readonly now?: () => number
}

const LONGEST_ANSWER = 64 * 1024
/** Of answers kept and what they are found by: some thousand usual ones (1–2 kB), and a few dozen that are as long as may be. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024
/** What an entry takes beside its address and answer. */
const ENTRY_BYTES = 512

interface Kept {
  readonly hash: CertificateHash
  readonly until: number
  readonly answer: Promise<OcspAnswer | null>
  readonly bytes: number
}

/**
 * Asks OCSP responders over HTTP (RFC 6960 appendix A). Stations name the responder, so only public addresses are called, the one
 * that was checked and no other, without following redirects. Answers are kept as long as the responder says, a day at most;
 * failures for a minute. The oldest go when they take more than
 * 4 MiB together. SPEC S-23, S-24.
 */
export function createOcspClient({
  allowedHosts,
  timeoutMs = 5_000,
  mostKeptBytes = MOST_KEPT_BYTES,
  now = Date.now,
}: OcspClientOptions): OcspClient {
  const kept = new Map<string, Kept>()
  let keptBytes = 0

  function forget(key: string): void {
    keptBytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }

  function keep(key: string, entry: Omit<Kept, 'bytes'>, answerBytes: number): void {
    forget(key)
    const bytes = ENTRY_BYTES + 2 * key.length + answerBytes
    kept.set(key, { ...entry, bytes })
    keptBytes += bytes
    for (const oldest of kept.keys()) {
      if (keptBytes <= mostKeptBytes) break
      forget(oldest)
    }
  }

  return {
    ask(url, hash) {
      const key = `${url} ${hash.issuerKeyHash} ${hash.serialNumber}`
      const known = kept.get(key)
      if (known && known.until > now() && isSameHash(known.hash, hash)) return known.answer
      const answer = fetchStatus(url, hash).catch(() => null)
      keep(key, { hash, until: now() + MINUTE_MS, answer }, 0)
      void answer.then((got) => got && keep(key, { hash, until: keepUntil(got, now()), answer }, got.der.length))
      return answer
    },
  }

  async function fetchStatus(address: string, hash: CertificateHash): Promise<OcspAnswer | null> {
    const url = new URL(address)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
    if (url.username !== '' || url.password !== '') return null
    const lookup = lookupOf(url, allowedHosts)
    if (lookup === null) return null
    const der = await post(url, ocspRequest(hash), lookup, timeoutMs)
    const status = readOcspResponse(der, hash)
    return status && { der, ...status }
  }
}

const keepUntil = ({ nextUpdate }: OcspStatus, now: number): number =>
  Math.max(now + MINUTE_MS, Math.min(nextUpdate?.getTime() ?? 0, now + DAY_MS))

function post(url: URL, body: Uint8Array, lookup: LookupFunction | undefined, timeoutMs: number): Promise<Buffer> {
  const make = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((fulfil, reject) => {
    const request = make(
      url,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/ocsp-request', 'Content-Length': body.length },
        lookup,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        if (response.statusCode !== 200) {
          request.destroy(new Error(`HTTP ${response.statusCode}`))
          return
        }
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > LONGEST_ANSWER) request.destroy(new Error('too long'))
          else parts.push(part)
        })
        response.on('end', () => fulfil(Buffer.concat(parts)))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
