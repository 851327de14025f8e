import { pool } from './client'

/** How often every process says that it lives, and how long its word is believed. */
export const PROCESS_SAYS_EVERY_MS = 5_000
export const PROCESS_BELIEVED_FOR_MS = 15_000

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
  const say = () =>
    pool().query(
      `INSERT INTO process_state (id, kind, started_at, seen_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (id) DO UPDATE SET kind = $2, started_at = $3, seen_at = now()`,
      [id, kind, startedAt],
    )
  await say()
  const timer = setInterval(() => say().catch(onError), PROCESS_SAYS_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await pool().query('DELETE FROM process_state WHERE id = $1', [id])
  }
}
