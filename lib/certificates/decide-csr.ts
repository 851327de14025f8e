import { keyStrength } from './key-pair'
import type { Csr } from './read-csr'

export type CsrFault = 'unreadable' | 'bad-signature' | 'weak-key' | 'wrong-subject'

/**
 * Whether a station gets the certificate it asks for. Its common name must be the station's identity or serial number (security
 * whitepaper 1.6 A00.FR.411, 2.0.1 A02.FR.02), the key at least P-256 or RSA 2048, and the request signed with it.
 * @returns null: it gets it
 */
export function decideCsr(
  csr: Csr | null,
  station: { readonly identity: string; readonly serialNumber: string | null },
  kind: 'station' | 'v2g' | 'combined' = 'station',
): CsrFault | null {
  if (csr === null) return 'unreadable'
  if (!csr.isSignatureGood) return 'bad-signature'
  const strength = keyStrength(csr.publicKey)
  if (strength === null || strength.bits < LEAST_BITS[strength.kind]) return 'weak-key'
  // In ISO 15118 the name is the charge point's in the car's world (SECC id), which no one but the station knows.
  if (kind === 'v2g') return csr.commonName.trim() === '' ? 'wrong-subject' : null
  return namesStation(csr.commonName, station) ? null : 'wrong-subject'
}

const LEAST_BITS = { ecdsa: 256, rsa: 2048 } as const

/** Whether a certificate's common name is this station's. Compared without case, like identities. */
export function namesStation(
  commonName: string,
  { identity, serialNumber }: { readonly identity: string; readonly serialNumber: string | null },
): boolean {
  const name = commonName.trim().toLowerCase()
  if (name === '') return false
  return name === identity.toLowerCase() || name === serialNumber?.trim().toLowerCase()
}
