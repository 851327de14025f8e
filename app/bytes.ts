import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { openBytes, pathOfBytes } from '@/lib/files/queries/open-bytes'
import { DomainError } from '@/lib/kernel/errors'

/** A request's body while it comes; nothing when there is none. */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body === null) return
  const reader = request.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** A file as the doors give it. */
export interface StoredFile {
  /** Plain: characters a header may hold. */
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** A stored file as a download. Never shown in the page: stations and makers write what they like in it. */
export async function bytesAnswer({ fileName, sizeBytes, sha256 }: StoredFile): Promise<Response> {
  await stat(pathOfBytes(sha256)).catch(() => {
    throw new DomainError('not-found', 'The file is no longer there.')
  })
  return new Response(Readable.toWeb(openBytes(sha256)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-length': String(sizeBytes),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}
