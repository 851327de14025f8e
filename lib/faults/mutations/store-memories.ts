import type { Sql } from '../../db/coalesce'
import type { DetectionMemory } from '../detector/memory'

export interface NewMemory {
  readonly id: string
  readonly memory: DetectionMemory
  /** As it was read; null: there was none. */
  readonly before: DetectionMemory | null
  readonly decided: number
  /** Epoch ms. */
  readonly wakeAt: number | null
}

/** Writes what the detector remembers of the stations that were looked at, where that has changed: one statement. */
export async function storeMemories(sql: Sql, memories: readonly NewMemory[]): Promise<void> {
  const changed = memories.filter((memory) => !isAsBefore(memory))
  if (changed.length === 0) return
  const rows = changed.map(({ id, memory, wakeAt }) => ({
    station_id: id,
    state: memory,
    through: new Date(memory.now),
    wake_at: wakeAt === null ? null : new Date(wakeAt),
  }))
  await sql.query({
    name: 'store-detection',
    text: `INSERT INTO detection_state (station_id, state, through, wake_at)
      SELECT station_id, state, through, wake_at
      FROM json_to_recordset($1::json) AS said(station_id bigint, state jsonb, through timestamptz, wake_at timestamptz)
      ON CONFLICT (station_id) DO UPDATE SET state = excluded.state, through = excluded.through, wake_at = excluded.wake_at`,
    values: [JSON.stringify(rows)],
  })
}

/** Nothing happened, and nothing else is due: only time has passed. */
function isAsBefore({ memory, before, wakeAt, decided }: NewMemory): boolean {
  if (before === null || decided > 0) return false
  return memory.station === before.station && memory.siteDownSince === before.siteDownSince && wakeAt === before.wakeAt
}
