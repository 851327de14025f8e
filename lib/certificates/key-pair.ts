import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export const KEY_KINDS = ['ecdsa', 'rsa'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

const generate = promisify(generateKeyPair)

/** ECDSA on P-256, or RSA of `bits`: what OCPP asks of every side (security whitepaper, A00.FR.501 ff.). */
export function newKeyPair(kind: KeyKind, bits = 3072): Promise<KeyPair> {
  return kind === 'ecdsa' ? generate('ec', { namedCurve: 'P-256' }) : generate('rsa', { modulusLength: bits })
}

/** How strong a public key is: RSA by its length, elliptic curves by their name; null: a kind we do not take. */
export function keyStrength(key: KeyObject): { readonly kind: KeyKind; readonly bits: number } | null {
  const details = key.asymmetricKeyDetails
  if (key.asymmetricKeyType === 'rsa') return { kind: 'rsa', bits: details?.modulusLength ?? 0 }
  if (key.asymmetricKeyType !== 'ec') return null
  return { kind: 'ecdsa', bits: CURVE_BITS[details?.namedCurve ?? ''] ?? 0 }
}

const CURVE_BITS: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 }
