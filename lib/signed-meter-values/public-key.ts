import { createPublicKey, type KeyObject } from 'node:crypto'
import { CURVES, type Curve } from './curves'

/** A meter's public key, ready to verify with. */
export interface MeterPublicKey {
  readonly key: KeyObject
  readonly curve: Curve
}

const EC_PUBLIC_KEY = '06072a8648ce3d0201'

/**
 * Reads a key as operators and stations write it: PEM, SubjectPublicKeyInfo in hex (with or without blanks) or base64, a bare point
 * (then `curve` says of which curve), and OCPP's `oca:base16:asn1:…`, also once more in base64. Null: none of these, or no curve of OCMF.
 */
export function readPublicKey(given: string, curve?: Curve): MeterPublicKey | null {
  const text = given.trim()
  if (text.includes('-----BEGIN')) return known(() => createPublicKey(text))
  const [, base, body] = /^oca:(base16|base64):asn1:(.+)$/is.exec(text) ?? []
  if (body !== undefined) return fromBytes(Buffer.from(plain(body), base === 'base16' ? 'hex' : 'base64'), curve)
  if (/^[0-9a-f\s:]+$/i.test(text)) return fromBytes(Buffer.from(plain(text), 'hex'), curve)
  const decoded = Buffer.from(text, 'base64')
  const inner = decoded.toString('latin1')
  return /^(oca:|-----BEGIN)/.test(inner) ? readPublicKey(inner, curve) : fromBytes(decoded, curve)
}

/** The same for every way of writing one key. */
export const keyFingerprint = ({ key }: MeterPublicKey): string =>
  key.export({ type: 'spki', format: 'der' }).toString('hex')

const plain = (text: string) => text.replaceAll(/[\s:]/g, '')

function fromBytes(bytes: Buffer, curve: Curve | undefined): MeterPublicKey | null {
  const spki = known(() => createPublicKey({ key: bytes, format: 'der', type: 'spki' }))
  if (spki !== null || curve === undefined) return spki
  const isBare = bytes.length === 2 * curve.bytes
  if (!isBare && !(bytes.length === 2 * curve.bytes + 1 && bytes[0] === 4)) return null
  const point = isBare ? Buffer.concat([Buffer.of(4), bytes]) : bytes
  return known(() => createPublicKey({ key: subjectPublicKeyInfo(point, curve), format: 'der', type: 'spki' }))
}

function known(read: () => KeyObject): MeterPublicKey | null {
  try {
    const key = read()
    const curve = CURVES.find(({ node }) => node === key.asymmetricKeyDetails?.namedCurve)
    return curve === undefined ? null : { key, curve }
  } catch {
    return null
  }
}

/** X.509: SEQUENCE { SEQUENCE { ecPublicKey, curve }, BIT STRING point }. */
function subjectPublicKeyInfo(point: Buffer, { oid }: Curve): Buffer {
  const algorithm = der(0x30, Buffer.from(EC_PUBLIC_KEY, 'hex'), der(0x06, Buffer.from(oid, 'hex')))
  return der(0x30, algorithm, der(0x03, Buffer.of(0), point))
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([body.length < 128 ? Buffer.of(tag, body.length) : Buffer.of(tag, 0x81, body.length), body])
}
