import type { Sql } from '../../db/coalesce'
import type { Fact } from '../detector/fact'

/**
 * The certificate each station uses, of those that end within a quarter or were renewed since: read once an hour. By station id.
 */
export async function loadCertificateFacts(sql: Sql, since: Date, until: Date): Promise<Map<string, Fact[]>> {
  const { rows } = await sql.query<{ id: string; station_id: string; serial_number: string; not_after: Date }>({
    name: 'certificate-facts',
    text: `SELECT * FROM (
        SELECT DISTINCT ON (station_id) id, station_id, serial_number, not_after, created_at FROM station_certificate
        WHERE kind = 'station' AND stage = 'accepted' ORDER BY station_id, created_at DESC
      ) AS newest
      WHERE not_after < $2::timestamptz + interval '95 days' OR created_at > $1::timestamptz - interval '2 hours'`,
    values: [since, until],
  })
  const at = until.getTime()
  return new Map(
    rows.map(({ id, station_id, serial_number, not_after }) => [
      station_id,
      [
        {
          id: `k${id}`,
          at,
          receivedAt: at,
          kind: 'certificate',
          serial: serial_number,
          notAfter: not_after.getTime(),
        },
      ],
    ]),
  )
}
