import { X509Certificate } from 'node:crypto'
import type { RootKind } from '../../lib/certificates/certificate-input'
import { loadTrust } from '../../lib/certificates/queries/load-trust'

/** Whom the gateway believes, parsed once and kept. */
export interface TrustedCertificates {
  /** Our own roots, the newest first. */
  readonly authorities: readonly X509Certificate[]
  roots(...kinds: readonly RootKind[]): readonly X509Certificate[]
  /** All of it as PEM, for TLS to verify stations' certificates with. */
  readonly stationRootsPem: readonly string[]
}

export interface TrustStore {
  readonly current: TrustedCertificates
  /** Reads it again. @throws when the database cannot be read; what was known stays */
  refresh(): Promise<void>
}

export async function openTrustStore(): Promise<TrustStore> {
  let current = await read()
  return {
    get current() {
      return current
    },
    async refresh() {
      current = await read()
    },
  }
}

/** Roots that may have signed a station's own certificate: other control rooms' and makers' (the whitepaper lets makers' ones serve at first). */
const STATION_ROOTS = ['csms', 'manufacturer'] as const

async function read(): Promise<TrustedCertificates> {
  const { authorities, roots } = await loadTrust(new Date())
  const parsed = roots.map(({ kind, certificate }) => ({ kind, certificate: new X509Certificate(certificate) }))
  const ofKinds = (kinds: readonly RootKind[]) =>
    parsed.filter(({ kind }) => kinds.includes(kind)).map(({ certificate }) => certificate)
  return {
    authorities: authorities.map(({ certificate }) => new X509Certificate(certificate)),
    roots: (...kinds) => ofKinds(kinds),
    stationRootsPem: [
      ...authorities.map(({ certificate }) => certificate),
      ...ofKinds(STATION_ROOTS).map((certificate) => certificate.toString()),
    ],
  }
}
