import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { DomainError } from '../../kernel/errors'
import { filesFolder, pathOfBytes } from '../queries/open-bytes'

export interface StoredBytes {
  /** Hex; also where the bytes lie. */
  readonly sha256: string
  /** Hex. */
  readonly md5: string
  readonly sizeBytes: number
}

/**
 * Keeps what a stream brings under its SHA-256: written beside, synced to disk, and only then given its name, so that a file that has
 * its name is whole. What was half brought is removed. The same bytes twice are kept once.
 * @throws DomainError invalid when there are more than `maxBytes`, or none; and whatever the stream throws
 */
export async function storeBytes(
  bytes: AsyncIterable<Uint8Array>,
  { maxBytes }: { readonly maxBytes: number },
): Promise<StoredBytes> {
  const incoming = path.join(filesFolder(), 'incoming')
  await mkdir(incoming, { recursive: true })
  const half = path.join(incoming, `${randomUUID()}.part`)
  try {
    const stored = await write(half, bytes, maxBytes)
    await settle(half, pathOfBytes(stored.sha256))
    return stored
  } finally {
    await rm(half, { force: true })
  }
}

async function write(file: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBytes> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')]
  let sizeBytes = 0
  const handle = await open(file, 'wx', 0o600)
  try {
    for await (const chunk of bytes) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
      sha256.update(chunk)
      md5.update(chunk)
      await handle.writeFile(chunk)
    }
    if (sizeBytes === 0) throw new DomainError('invalid', 'The file is empty.', { file: 'empty-file' })
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: sha256.digest('hex'), md5: md5.digest('hex'), sizeBytes }
}

export const tooLarge = (maxBytes: number): DomainError =>
  new DomainError('invalid', `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`, {
    file: 'file-too-large',
  })

async function settle(half: string, whole: string): Promise<void> {
  const folder = path.dirname(whole)
  await mkdir(folder, { recursive: true })
  const isThere = await stat(whole).then(
    () => true,
    () => false,
  )
  // Young again, so that bytes nothing else needs any more are not cleared away before these are recorded.
  if (isThere) return utimes(whole, new Date(), new Date())
  await rename(half, whole)
  // The name is only safe from a power cut when the folder is written too.
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
