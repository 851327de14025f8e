import { verify } from 'node:crypto'
import { type Curve, curveOfMethod } from './curves'
import { type OcmfRecord, parseOcmf } from './ocmf'
import { type MeterPublicKey, readPublicKey } from './public-key'
import { unwrapSignedData } from './signed-data'

/** A key that is known for the meter. What an operator has set is trusted; what the station says of itself proves less. */
export interface KnownKey {
  readonly publicKey: string
  readonly source: 'operator' | 'station'
}

export type Verdict = 'verified' | 'failed' | 'unknown'

/** Why: words for each are under `signed.reading` in messages. */
export type ReadingDetail =
  | 'operator-key' // verified
  | 'station-key' // verified, by a key the station itself has sent
  | 'signature' // failed: no known key made this signature over these bytes
  | 'other-key' // failed: right by the station's own key, not by the operator's
  | 'method' // failed: it names another curve than its key has
  | 'broken' // failed: OCMF that cannot be read
  | 'no-key' // unknown
  | 'unreadable-key' // unknown
  | 'format' // unknown: not OCMF, or a method OCMF does not list

export interface ReadingVerdict {
  readonly verdict: Verdict
  readonly detail: ReadingDetail
}

/**
 * Whether a signed value is what the meter signed. Where an operator has set a key, only that one counts.
 * @param sent as the station sent it
 */
export function judgeReading(sent: Buffer, keys: readonly KnownKey[]): ReadingVerdict {
  const { bytes, format } = unwrapSignedData(sent)
  if (format !== 'ocmf') return { verdict: 'unknown', detail: 'format' }
  const record = parseOcmf(bytes)
  if (record === null) return { verdict: 'failed', detail: 'broken' }
  const curve = curveOfMethod(record.signature.method)
  if (curve === undefined) return { verdict: 'unknown', detail: 'format' }
  if (keys.length === 0) return { verdict: 'unknown', detail: 'no-key' }
  const byOperator = keys.filter(({ source }) => source === 'operator')
  const trusted = readAll(byOperator.length > 0 ? byOperator : keys, curve)
  if (trusted.length === 0) return { verdict: 'unknown', detail: 'unreadable-key' }
  const signer = trusted.find((key) => isSignedBy(record, key))
  if (signer !== undefined) {
    if (signer.curve !== curve) return { verdict: 'failed', detail: 'method' }
    return { verdict: 'verified', detail: byOperator.length > 0 ? 'operator-key' : 'station-key' }
  }
  const others = byOperator.length > 0 ? readAll(keys, curve) : []
  return { verdict: 'failed', detail: others.some((key) => isSignedBy(record, key)) ? 'other-key' : 'signature' }
}

const readAll = (keys: readonly KnownKey[], curve: Curve): MeterPublicKey[] =>
  keys.flatMap(({ publicKey }) => readPublicKey(publicKey, curve) ?? [])

/**
 * SHA-256 with every curve (OCMF, "Signature"). The signature is DER; some meters send the two numbers bare (Isabellenhütte), or
 * without the zero that keeps a number positive (eBZ LD3).
 */
export function isSignedBy({ payload, signature }: OcmfRecord, { key, curve }: MeterPublicKey): boolean {
  try {
    const numbers = bareNumbers(signature.bytes, curve.bytes)
    return numbers !== null && verify('sha256', payload, { key, dsaEncoding: 'ieee-p1363' }, numbers)
  } catch {
    return false
  }
}

/** r and s side by side, each `size` bytes. Null: no signature of this curve. */
function bareNumbers(bytes: Buffer, size: number): Buffer | null {
  if (bytes.length === 2 * size) return bytes
  let at = 0
  const next = (tag: number): Buffer | null => {
    const length = bytes[at + 1]
    if (bytes[at] !== tag || length === undefined || length > 127) return null
    const body = bytes.subarray(at + 2, at + 2 + length)
    at += 2 + length
    return body.length === length ? body : null
  }
  const whole = next(0x30)
  at = 2
  const numbers = [next(0x02), next(0x02)].map((number) => number && unsigned(number, size))
  if (whole === null || whole.length + 2 !== bytes.length || at !== bytes.length) return null
  const [r, s] = numbers
  return r && s ? Buffer.concat([r, s]) : null
}

function unsigned(number: Buffer, size: number): Buffer | null {
  let from = 0
  while (number.length - from > size && number[from] === 0) from++
  if (number.length - from > size) return null
  return Buffer.concat([Buffer.alloc(size - (number.length - from)), number.subarray(from)])
}
