import type { Transaction } from '../../db/client'

/**
 * EVSEs that people have taken out of service and not put back; 0: all of the station. From the commands as they were accepted, and
 * from what the detector has seen sent long ago or by other ways.
 */
export async function loadWithdrawn(tx: Transaction, stationId: bigint): Promise<readonly number[]> {
  const changes = await tx.$queryRaw<{ evse: number; operative: boolean }[]>`
    SELECT coalesce((payload ->> 'evseId')::int, 0) AS evse, (payload ->> 'operative')::boolean AS operative FROM command
    WHERE station_id = ${stationId} AND type = 'change-availability' AND stage IN ('accepted', 'confirmed') ORDER BY id`
  const seen = await tx.detectionState.findUnique({ where: { stationId }, select: { state: true } })
  const withdrawn = new Set<number>(changes.length === 0 ? withdrawnIn(seen?.state) : [])
  for (const { evse, operative } of changes) {
    if (!operative) withdrawn.add(evse)
    else if (evse === 0) withdrawn.clear()
    // Of a station withdrawn as a whole one EVSE put back leaves it withdrawn: nothing tells of the others.
    else withdrawn.delete(evse)
  }
  return [...withdrawn]
}

function withdrawnIn(state: unknown): readonly number[] {
  const { station } = (state ?? {}) as { readonly station?: { readonly withdrawn?: unknown } }
  return Array.isArray(station?.withdrawn) ? station.withdrawn.filter((evse) => typeof evse === 'number') : []
}
