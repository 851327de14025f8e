import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { audit } from '../db/audit'
import { db, type Prisma } from '../db/client'
import { DomainError, notFound } from '../kernel/errors'
import { ownUserId } from '../users/user'
import type { ViewContent, ViewPlace } from './saved-view'

export interface SaveViewInput {
  readonly place: ViewPlace
  /** Saving under a name of one's own replaces what it held. */
  readonly name: string
  readonly view: ViewContent
  readonly isShared?: boolean
}

const MOST_BYTES = 8_000
const MOST_VIEWS = 100

/**
 * Keeps a view of a place under a name. Sharing is for who may also change things: a viewer's list is their own.
 * @throws DomainError forbidden | invalid (name, view) | conflict (too many)
 */
export async function saveView(actor: Actor, { place, name, view, isShared = false }: SaveViewInput): Promise<bigint> {
  requireAct(actor, 'account.write')
  if (isShared) requireAct(actor, 'faults.write')
  const userId = ownUserId(actor)
  const called = name.trim()
  if (called === '') throw new DomainError('invalid', 'A view has a name.', { name: 'required' })
  if (JSON.stringify(view).length > MOST_BYTES)
    throw new DomainError('invalid', 'The view is too big to keep.', { view: 'too-long' })
  const content = view as Prisma.InputJsonValue
  return db().$transaction(async (tx) => {
    if ((await tx.savedView.count({ where: { userId } })) >= MOST_VIEWS)
      throw new DomainError('conflict', `Nobody needs more than ${MOST_VIEWS} views.`)
    const { id } = await tx.savedView.upsert({
      where: { userId_place_name: { userId, place, name: called } },
      create: { userId, place, name: called, view: content, isShared },
      update: { view: content, isShared },
      select: { id: true },
    })
    await audit(tx, actor, 'view.save', `view:${id}`, { after: { place, name: called, isShared } })
    return id
  })
}

/** Forgets a view of one's own; an administrator may also clear away what others share. @throws DomainError forbidden | not-found */
export async function deleteView(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'account.write')
  const own = { userId: ownUserId(actor) }
  await db().$transaction(async (tx) => {
    const where = { id, ...(actor.role === 'admin' ? { OR: [own, { isShared: true }] } : own) }
    const [view] = await tx.savedView.findMany({ where, select: { place: true, name: true } })
    const { count } = await tx.savedView.deleteMany({ where })
    if (view === undefined || count === 0) throw notFound('view', id)
    await audit(tx, actor, 'view.delete', `view:${id}`, { before: view })
  })
}
