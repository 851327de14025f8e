import { namesStation } from './decide-csr'
import type { KnownCertificate } from './queries/gateway-certificates'

export type CertificateFault = 'untrusted' | 'expired' | 'revoked' | 'unknown' | 'wrong-station'

export interface ShownFacts {
  readonly commonName: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** It leads to a root of ours or one we trust. */
  readonly isTrusted: boolean
  /** One of our own authorities signed it. */
  readonly isOurs: boolean
}

/**
 * Whether a certificate shown in the TLS handshake is this station's (security profile 3). One of ours counts by its fingerprint: it
 * was issued to this station and not revoked. Another's counts when a root we trust signed it and its common name is the
 * station's identity or serial number (security whitepaper A00.FR.411, 2.0.1 A00.FR.410).
 * @returns null: it is
 */
export function decideIdentity(
  shown: ShownFacts,
  issued: KnownCertificate | null,
  station: { readonly id: bigint; readonly identity: string; readonly serialNumber: string | null },
  at: Date,
): CertificateFault | null {
  if (at < shown.notBefore || at >= shown.notAfter) return 'expired'
  if (issued !== null) {
    if (issued.isRevoked) return 'revoked'
    return issued.stationId === station.id ? null : 'wrong-station'
  }
  if (!shown.isTrusted) return 'untrusted'
  // Every certificate of ours is in the book; one that is not was made with a stolen key, or its station was deleted.
  if (shown.isOurs) return 'unknown'
  return namesStation(shown.commonName, station) ? null : 'wrong-station'
}
