import type { Writer } from '../../db/coalesce'

/** Which of these stations hold a list that should be another by now. Reads, but within a batch, so that it sees what was just said. */
export const listsBehind: Writer<bigint, boolean> = {
  name: 'lists-behind',
  async write(tx, stationIds) {
    const { rows } = await tx.query<{ station_id: string }>({
      name: 'lists-behind',
      text: `SELECT station_id FROM local_list WHERE station_id = ANY($1::bigint[]) AND stage = 'behind'`,
      values: [stationIds.map(String)],
    })
    const behind = new Set(rows.map((row) => row.station_id))
    return stationIds.map((id) => behind.has(String(id)))
  },
}
