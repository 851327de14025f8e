import { createReadStream, type ReadStream } from 'node:fs'
import path from 'node:path'
import { env } from '../../env'
import type { ByteRange } from '../byte-range'

/** Where files of stations and firmware lie. Every process that touches them has the same DATA_DIR. */
export const filesFolder = (): string => path.join(env().DATA_DIR, 'files')

/** Where the bytes with this hash lie. @throws Error for what is no hash: nothing from outside ever becomes a path */
export function pathOfBytes(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256.')
  return path.join(filesFolder(), sha256.slice(0, 2), sha256)
}

/** The bytes, or a part of them. An error event means that they are not there. */
export const openBytes = (sha256: string, range?: ByteRange): ReadStream =>
  createReadStream(pathOfBytes(sha256), range && { start: range.from, end: range.to })
