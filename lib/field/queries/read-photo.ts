import { open } from 'node:fs/promises'
import { pathOfBytes } from '../../files/queries/open-bytes'
import { type ImageType, imageType, MAGIC_BYTES } from '../image-type'

export interface Photo {
  readonly sha256: string
  readonly type: ImageType
  readonly sizeBytes: number
}

/** A photo's bytes as they lie there, for doors that have asked; what it is, is read from them. null: gone, or none we show. */
export async function readPhoto(sha256: string): Promise<Photo | null> {
  const file = await open(pathOfBytes(sha256)).catch(() => null)
  if (file === null) return null
  try {
    const { buffer } = await file.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0)
    const type = imageType(buffer)
    return type && { sha256, type, sizeBytes: (await file.stat()).size }
  } finally {
    await file.close()
  }
}
