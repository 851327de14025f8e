import type { Writer } from '../../db/coalesce'
import { cutText } from '../../kernel/cut-text'
import { type CsrFault, decideCsr } from '../decide-csr'
import type { Csr } from '../read-csr'

/** A station asks for a certificate. */
export interface CsrSaid {
  readonly stationId: bigint
  readonly identity: string
  readonly kind: 'station' | 'v2g' | 'combined'
  /** null: unreadable. */
  readonly csr: Csr | null
  readonly receivedAt: Date
}

export type CsrVerdict = CsrFault | 'too-often' | null

/** More requests an hour than this are not answered with certificates. */
const MOST_PER_HOUR = 20

interface Row {
  readonly station_id: string
  readonly serial_number: string | null
  readonly recent: number
}

/**
 * Decides which requests are granted, and writes all of them into the stations' histories: refused ones as security events.
 * Result: null for one that is granted.
 */
export const considerCsrs: Writer<CsrSaid, CsrVerdict> = {
  name: 'consider-csrs',
  async write(tx, said) {
    const { rows } = await tx.query<Row>({
      name: 'consider-csrs',
      text: `
        SELECT station_id, serial_number, (
          SELECT count(*)::int FROM station_event AS granted
          WHERE granted.station_id = state.station_id AND granted.at > now() - interval '1 hour'
            AND granted.kind = 'certificate' AND granted.name = 'SignCertificate'
        ) AS recent
        FROM station_state AS state WHERE station_id = ANY($1::bigint[])`,
      values: [said.map(({ stationId }) => String(stationId))],
    })
    const known = new Map(rows.map((row) => [BigInt(row.station_id), row]))
    const granted = new Map<bigint, number>()
    const verdicts = said.map(({ stationId, identity, csr, kind }): CsrVerdict => {
      const station = known.get(stationId)
      // Counted as they are granted: the certificates themselves follow later.
      const recent = granted.get(stationId) ?? station?.recent ?? 0
      if (recent >= MOST_PER_HOUR) return 'too-often'
      const fault = decideCsr(csr, { identity, serialNumber: station?.serial_number ?? null }, kind)
      if (fault === null) granted.set(stationId, recent + 1)
      return fault
    })
    await tx.query({
      name: 'note-csrs',
      text: `
        INSERT INTO station_event (station_id, kind, name, detail, at, received_at)
        SELECT station_id, kind, name, detail, at, at
        FROM json_to_recordset($1::json) AS said(station_id bigint, kind text, name text, detail jsonb, at timestamptz)`,
      values: [
        JSON.stringify(
          said.map(({ stationId, kind, csr, receivedAt }, index) => ({
            station_id: String(stationId),
            kind: verdicts[index] === null ? 'certificate' : 'security',
            name: verdicts[index] === null ? 'SignCertificate' : 'InvalidCertificateRequest',
            detail: { kind, commonName: csr ? cutText(csr.commonName, 120) : null, why: verdicts[index] },
            at: receivedAt,
          })),
        ),
      ],
    })
    return verdicts
  },
}
