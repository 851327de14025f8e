import { db } from '../../db/client'
import { DAY_MS } from '../../kernel/time'

/** Long enough to see why a list is not what it should be. */
const KEPT_MS = 7 * DAY_MS

/** Lists that were kept in step without anybody asking: thousands a day in a large network, of no interest a week later. For the worker. */
export async function forgetRoutineCommands(now: Date): Promise<number> {
  const { count } = await db().command.deleteMany({
    where: {
      type: 'send-local-list',
      requestedBy: 'worker',
      stage: { notIn: ['queued', 'sent'] },
      queuedAt: { lt: new Date(now.getTime() - KEPT_MS) },
    },
  })
  return count
}
