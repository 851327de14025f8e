import type { DynamicScheduleUpdate } from '../../commands/kinds/grid'
import type { Sql, Writer } from '../../db/coalesce'

/** Which dynamic charging profile a station asks the current values of. */
export interface DynamicScheduleWanted {
  readonly stationId: bigint
  readonly profileId: number
}

/** What was last set for a dynamic profile, by a command the station has not refused; null: nothing ever was. */
export const findDynamicSchedule: Writer<DynamicScheduleWanted, DynamicScheduleUpdate | null> = {
  name: 'dynamic-schedule',
  write: (tx, wanted) => Promise.all(wanted.map((one) => find(tx, one))),
}

async function find(tx: Sql, { stationId, profileId }: DynamicScheduleWanted): Promise<DynamicScheduleUpdate | null> {
  const { rows } = await tx.query<{ update: DynamicScheduleUpdate }>({
    name: 'dynamic-schedule',
    text: `
      SELECT payload->'update' AS update FROM command
      WHERE station_id = $1 AND type = 'update-dynamic-schedule' AND (payload->>'profileId')::bigint = $2
        AND stage NOT IN ('rejected', 'failed', 'expired')
      ORDER BY queued_at DESC LIMIT 1`,
    values: [String(stationId), profileId],
  })
  return rows[0]?.update ?? null
}
