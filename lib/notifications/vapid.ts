import { createECDH, createPrivateKey, sign } from 'node:crypto'
import { HOUR_MS } from '../kernel/time'

/** A P-256 key pair as web push writes it: raw, base64url. */
export interface VapidKeys {
  readonly privateKey: string
  readonly publicKey: string
}

/** The pair of a private key (32 bytes, base64url). @throws Error when it is no number of the curve */
export function vapidKeys(privateKey: string): VapidKeys {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  return { privateKey, publicKey: ecdh.getPublicKey('base64url', 'uncompressed') }
}

/**
 * The Authorization header that tells a push service who sends (RFC 8292): a JWT for its origin, signed with our key, good for 12 h.
 * @param subject `mailto:` or `https:` of whoever runs this house, for the push service's people; null: not said
 */
export function vapidAuthorization(endpoint: string, keys: VapidKeys, subject: string | null, now: Date): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor((now.getTime() + 12 * HOUR_MS) / 1000),
    ...(subject === null ? {} : { sub: subject }),
  }
  const signed = `${encode({ typ: 'JWT', alg: 'ES256' })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(signed), { key: signingKey(keys), dsaEncoding: 'ieee-p1363' })
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${keys.publicKey}`
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signingKey({ privateKey, publicKey }: VapidKeys) {
  const point = Buffer.from(publicKey, 'base64url') // 4, x, y
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: privateKey,
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  return createPrivateKey({ key: jwk, format: 'jwk' })
}
