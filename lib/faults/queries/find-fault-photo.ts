import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { type Photo, readPhoto } from '../../field/queries/read-photo'
import { notFound } from '../../kernel/errors'
import { faultsInScope } from '../in-scope'

/**
 * A photo of a fault's story: for those who work with faults, as what colleagues write.
 * @throws DomainError forbidden | not-found (also out of scope, or when its bytes are gone)
 */
export async function findFaultPhoto(actor: Actor, entryId: bigint): Promise<Photo> {
  requireAct(actor, 'faults.write')
  const entry = await db().faultEntry.findFirst({
    where: { id: entryId, file: { not: null }, fault: faultsInScope(actor) },
    select: { file: true },
  })
  const photo = entry?.file ? await readPhoto(entry.file) : null
  if (photo === null) throw notFound('photo', entryId)
  return photo
}
