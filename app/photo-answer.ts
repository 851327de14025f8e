import { Readable } from 'node:stream'
import type { Photo } from '@/lib/field/queries/read-photo'
import { openBytes } from '@/lib/files/queries/open-bytes'

/** A photo as an answer: of the type its bytes say, and fit for nothing but to be looked at. */
export function photoAnswer({ sha256, type, sizeBytes }: Photo): Response {
  return new Response(Readable.toWeb(openBytes(sha256)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': type,
      'content-length': String(sizeBytes),
      'content-disposition': 'inline',
      // Its bytes never change; whether one may see it is asked again after an hour.
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
