import { db } from '../../db/client'
import { DAY_MS } from '../../kernel/time'

/** Values of streams are the log of a station's inside: they go when the messages that brought them go. @returns how many went */
export async function forgetOldStreamValues(now: Date, retentionDays: number): Promise<number> {
  const keptFrom = new Date(now.getTime() - retentionDays * DAY_MS)
  const { count } = await db().streamValue.deleteMany({ where: { at: { lt: keptFrom } } })
  return count
}
