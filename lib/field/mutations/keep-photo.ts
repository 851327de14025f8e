import { createHash } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { storeBytes } from '../../files/mutations/store-bytes'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { imageType, MAGIC_BYTES } from '../image-type'
import { fileHash } from '../work-entry'

/** Tablets shrink photos before they send them; more than this was not shrunk. */
export const PHOTO_MAX_BYTES = 6 * 1024 * 1024

/**
 * Keeps a photo's or signature's bytes under their SHA-256, before the entry that names them comes. Sent twice, kept once; what no
 * entry names is cleared away after an hour.
 * @throws DomainError forbidden | invalid (not an image we take, too large, empty, or other bytes than said)
 */
export async function keepPhoto(actor: Actor, said: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  requireAct(actor, 'field.work')
  const sha256 = validated(fileHash, said)
  const whole = await collected(bytes)
  if (imageType(whole.subarray(0, MAGIC_BYTES)) === null)
    throw new DomainError('invalid', 'Not a JPEG, PNG or WebP image.', { file: 'not-an-image' })
  // Before anything is written: broken on the way, it must come again.
  if (createHash('sha256').update(whole).digest('hex') !== sha256)
    throw new DomainError('invalid', 'Other bytes than were announced.', { file: 'not-the-hash' })
  await storeBytes(one(whole), { maxBytes: PHOTO_MAX_BYTES })
}

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    if (size > PHOTO_MAX_BYTES)
      throw new DomainError('invalid', `The photo is larger than ${PHOTO_MAX_BYTES / 1024 / 1024} MiB.`, {
        file: 'file-too-large',
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function* one(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
