import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { ownUserId } from '../users/user'
import type { SavedView, ViewContent, ViewPlace } from './saved-view'

/** One's own views of a place, and those that colleagues share, by name. @throws DomainError forbidden (keys keep none) */
export async function listSavedViews(actor: Actor, place: ViewPlace): Promise<readonly SavedView[]> {
  requireAct(actor, 'account.write')
  const userId = ownUserId(actor)
  const rows = await db().savedView.findMany({
    where: { place, OR: [{ isShared: true }, { userId }] },
    select: {
      id: true,
      userId: true,
      name: true,
      view: true,
      isShared: true,
      user: { select: { name: true, email: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 200,
  })
  return rows.map(({ userId: owner, user, view, ...row }) => ({
    ...row,
    view: view as ViewContent,
    isMine: owner === userId,
    owner: owner === userId ? null : user.name || user.email,
  }))
}
