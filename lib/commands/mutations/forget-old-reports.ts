import { db } from '../../db/client'
import { DAY_MS } from '../../kernel/time'

/** Reports are read when they come, if at all; some hold what a station knows of a customer. */
const KEPT_MS = 30 * DAY_MS

/** Deletes parts of reports that came too long ago to be of use. What they meant stays where it belongs. */
export async function forgetOldReports(now: Date): Promise<void> {
  await db().commandReport.deleteMany({ where: { receivedAt: { lt: new Date(now.getTime() - KEPT_MS) } } })
}
