import { db } from '../../db/client'
import { DAY_MS } from '../../kernel/time'

/** Ended sign-ins stay this long for whoever asks where an account was used. */
const SIGN_INS_KEPT_MS = 90 * DAY_MS
const LINKS_KEPT_MS = 7 * DAY_MS

/** What has long ended is forgotten: sign-ins, and one-time links nobody can use any more. For the worker. */
export async function forgetOldSignIns(now: Date): Promise<{ signIns: number; links: number }> {
  const signInsUntil = new Date(now.getTime() - SIGN_INS_KEPT_MS)
  const linksUntil = new Date(now.getTime() - LINKS_KEPT_MS)
  const [signIns, links] = await db().$transaction([
    db().userSignIn.deleteMany({
      where: { OR: [{ expiresAt: { lt: signInsUntil } }, { revokedAt: { lt: signInsUntil } }] },
    }),
    db().setupLink.deleteMany({ where: { OR: [{ expiresAt: { lt: linksUntil } }, { usedAt: { lt: linksUntil } }] } }),
  ])
  return { signIns: signIns.count, links: links.count }
}
