import type { IncomingMessage } from 'node:http'
import { plainFileName } from '../../lib/files/file-name'
import { storeBytes, tooLarge } from '../../lib/files/mutations/store-bytes'
import {
  CARRY_FORWARD_EVERY_MS,
  carryUploadForward,
  giveUploadBack,
  recordUpload,
  type Upload,
} from '../../lib/files/mutations/take-upload'
import { type Brought, firstFileOf, isMultipart } from './multipart'
import { steady } from './steady'

/**
 * Takes in what the station brings, as the body itself or as a form. When it breaks off, nothing is kept and the station may try
 * again. @throws DomainError invalid (too large, empty) | TooSlow | the connection's error
 */
export async function receiveFile(
  request: IncomingMessage,
  upload: Upload,
  { name, maxBytes }: { readonly name: string | null; readonly maxBytes: number },
): Promise<void> {
  // A beat that fails is made good by the next one; several in a row, and another upload may take its place.
  const beat = setInterval(() => void carryUploadForward(upload).catch(() => undefined), CARRY_FORWARD_EVERY_MS)
  try {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
    const brought = isMultipart(request) ? await firstFileOf(request) : bodyOf(request)
    const stored = await storeBytes(steady(brought.bytes), { maxBytes })
    const called = brought.name ?? name ?? nameSaid(request) ?? ''
    await recordUpload(upload, plainFileName(called, `${upload.kind}.log`), stored)
  } catch (error) {
    await giveUploadBack(upload).catch(() => undefined) // it is free by itself a little later
    throw error
  } finally {
    clearInterval(beat)
  }
}

/** Left standing when it is not read to its end, so that the station still hears why. */
const bodyOf = (request: IncomingMessage): Brought => ({
  bytes: request.iterator({ destroyOnReturn: false }),
  name: null,
})

const nameSaid = (request: IncomingMessage): string | null =>
  /filename="?([^";]+)/i.exec(String(request.headers['content-disposition'] ?? ''))?.[1] ?? null
