import { open } from 'node:fs/promises'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { pathOfBytes } from '../../files/queries/open-bytes'
import { notFound } from '../../kernel/errors'
import { type ImageType, imageType, MAGIC_BYTES } from '../image-type'
import { workOrdersInScope } from '../scope'

export interface Photo {
  readonly sha256: string
  readonly type: ImageType
  readonly sizeBytes: number
}

/**
 * The photo or signature of an entry; what it is, is read from its bytes.
 * @param entryId UUID @throws DomainError forbidden | not-found (also out of scope, or when its bytes are gone)
 */
export async function findPhoto(actor: Actor, entryId: string): Promise<Photo> {
  requireAct(actor, 'field.work')
  const entry = await db().workEntry.findFirst({
    where: { id: entryId, file: { not: null }, workOrder: workOrdersInScope(actor) },
    select: { file: true },
  })
  const sha256 = entry?.file
  if (!sha256) throw notFound('photo', entryId)
  const file = await open(pathOfBytes(sha256)).catch(() => null)
  if (file === null) throw notFound('photo', entryId)
  try {
    const { buffer } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0)
    const type = imageType(buffer)
    if (type === null) throw notFound('photo', entryId)
    return { sha256, type, sizeBytes: (await file.stat()).size }
  } finally {
    await file.close()
  }
}
