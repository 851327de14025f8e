import { pool } from '../../db/client'
import { foldToken } from '../../tokens/fold-token'
import { forgottenKey } from '../forgotten'

/**
 * A station was told to forget whose token this is: from now on it stays off the station's list. Gives back whether it is on the
 * list now, so that the list must be sent anew (2.0.1 N10: clearing a customer also updates the local list).
 */
export async function forgetOnList(stationId: bigint, token: string): Promise<boolean> {
  const folded = foldToken(token)
  const { rows } = await pool().query<{ is_held: boolean }>(
    `INSERT INTO local_list (station_id, forgotten) VALUES ($1, jsonb_build_object($2::text, $3::text))
     ON CONFLICT (station_id) DO UPDATE SET forgotten = local_list.forgotten || excluded.forgotten,
       stage = CASE WHEN local_list.stage = 'in-step' AND local_list.entries ? $4 THEN 'behind' ELSE local_list.stage END
     RETURNING entries ? $4 AS is_held`,
    [stationId, forgottenKey(folded), new Date().toISOString(), folded],
  )
  return rows[0]!.is_held
}
