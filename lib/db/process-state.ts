import { pool } from './client'

/** How often every process says that it lives, and how long its word is believed. */
export const PROCESS_SAYS_EVERY_MS = 5_000
export const PROCESS_BELIEVED_FOR_MS = 15_000

const SAY = `
  INSERT INTO process_state (id, kind, started_at, seen_at) VALUES ($1, $2, $3, now())
  ON CONFLICT (id) DO UPDATE SET kind = $2, started_at = $3, seen_at = now()`
/** A gateway's lives are remembered for a day: whether stations could have come back, and whether it keeps failing. */
const SAY_OF_GATEWAY = `
  WITH life AS (
    INSERT INTO gateway_life (gateway_id, started_at, seen_at) VALUES ($1, $3, now())
    ON CONFLICT (gateway_id, started_at) DO UPDATE SET seen_at = now()
  )
  ${SAY}`

/**
 * Writes this process's row now and every few seconds; `stop` removes it. A process that was killed stops being believed.
 * @param id stable per slot (`gateway:host:9000`), so that a restarted process takes over its own row
 */
export async function keepProcessState(
  kind: 'web' | 'gateway' | 'worker',
  id: string,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const startedAt = new Date()
  const say = () => pool().query(kind === 'gateway' ? SAY_OF_GATEWAY : SAY, [id, kind, startedAt])
  if (kind === 'gateway') await pool().query(`DELETE FROM gateway_life WHERE seen_at < now() - interval '1 day'`)
  await say()
  const timer = setInterval(() => say().catch(onError), PROCESS_SAYS_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await pool().query('DELETE FROM process_state WHERE id = $1', [id])
    if (kind !== 'gateway') return
    const ended = 'UPDATE gateway_life SET seen_at = now(), is_ended = true WHERE gateway_id = $1 AND started_at = $2'
    await pool().query(ended, [id, startedAt])
  }
}
