import { deleteInPortions } from '../../db/delete-in-portions'
import { env } from '../../env'

/**
 * Audit rows of what the worker asked stations by itself (templates, offline policies, campaigns) go after `WORKER_AUDIT_RETENTION_DAYS`:
 * thousands a day in a large network. What people and API keys did, and what else the worker decided, is kept. For the worker.
 */
export async function forgetWorkerCommands(now: Date): Promise<number> {
  return deleteInPortions(OLD, [now, env().WORKER_AUDIT_RETENTION_DAYS])
}

const OLD = `
  DELETE FROM audit_entry WHERE id IN (
    SELECT id FROM audit_entry
    WHERE at < $1::timestamptz - make_interval(days => $2) AND actor = 'worker' AND act LIKE 'command.%' LIMIT $3
  )`
