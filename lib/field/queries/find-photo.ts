import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { workOrdersInScope } from '../scope'
import { type Photo, readPhoto } from './read-photo'

/**
 * The photo or signature of an entry.
 * @param entryId UUID @throws DomainError forbidden | not-found (also out of scope, or when its bytes are gone)
 */
export async function findPhoto(actor: Actor, entryId: string): Promise<Photo> {
  requireAct(actor, 'field.work')
  const entry = await db().workEntry.findFirst({
    where: { id: entryId, file: { not: null }, workOrder: workOrdersInScope(actor) },
    select: { file: true },
  })
  const photo = entry?.file ? await readPhoto(entry.file) : null
  if (photo === null) throw notFound('photo', entryId)
  return photo
}
