import type { Writer } from '../../db/coalesce'

/** What is known of a certificate that a station shows. */
export interface KnownCertificate {
  readonly stationId: bigint
  readonly isRevoked: boolean
}

/** Certificates of ours by fingerprint, many at once. Result: null for one we have not issued. */
export const findIssuedCertificates: Writer<string, KnownCertificate | null> = {
  name: 'issued-certificates',
  async write(tx, fingerprints) {
    const { rows } = await tx.query<{ fingerprint: string; station_id: string; stage: string }>({
      name: 'issued-certificates',
      text: `SELECT fingerprint, station_id, stage FROM station_certificate WHERE fingerprint = ANY($1::text[])`,
      values: [[...new Set(fingerprints)]],
    })
    const found = new Map(
      rows.map((row) => [row.fingerprint, { stationId: BigInt(row.station_id), isRevoked: row.stage === 'revoked' }]),
    )
    return fingerprints.map((fingerprint) => found.get(fingerprint) ?? null)
  },
}
