import { isOcmf } from './ocmf'

/** What lies within the text a station sent as signed data. */
export interface SignedData {
  /** Unwrapped: for OCMF the text itself. */
  readonly bytes: Buffer
  readonly format: 'ocmf' | 'unknown'
  /** As sent with it (2.x, and 1.6 stations that send the 2.x structure as text). */
  readonly encoding: string
  readonly method: string
  readonly publicKey: string | null
}

const HEX = /^(?:[0-9a-f]{2}\s*)+$/i
const BASE64 = /^[A-Za-z0-9+/_\s-]+={0,2}\s*$/

/**
 * Finds the OCMF record in what a station sent: plain, as hex digits, as base64, or within the JSON that the OCA's application note
 * "Signed Meter Values in OCPP 1.6" puts into a sampled value. Whatever else it is stays as it came.
 */
export function unwrapSignedData(sent: Buffer, depth = 0): SignedData {
  if (isOcmf(sent)) return { ...NOTHING_SAID, bytes: sent, format: 'ocmf' }
  const text = sent.toString('latin1').trim()
  if (depth < 3) {
    for (const inner of decodings(text)) {
      const found = unwrapSignedData(inner, depth + 1)
      if (found.format === 'ocmf' || found.publicKey !== null) return found
    }
    const wrapped = jsonOf(text)
    if (wrapped !== null) {
      const found = unwrapSignedData(Buffer.from(String(wrapped.signedMeterData ?? '')), depth + 1)
      return {
        ...found,
        encoding: String(wrapped.encodingMethod ?? found.encoding),
        method: String(wrapped.signingMethod ?? found.method),
        publicKey: String(wrapped.publicKey ?? '') || found.publicKey,
      }
    }
  }
  return { ...NOTHING_SAID, bytes: sent, format: 'unknown' }
}

const NOTHING_SAID = { encoding: '', method: '', publicKey: null }

function* decodings(text: string): Generator<Buffer> {
  if (HEX.test(text)) yield Buffer.from(text.replaceAll(/\s/g, ''), 'hex')
  if (BASE64.test(text)) yield Buffer.from(text, 'base64')
}

function jsonOf(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{')) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'signedMeterData' in value
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
