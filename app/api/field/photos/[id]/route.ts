import { Readable } from 'node:stream'
import { z } from 'zod'
import { findPhoto } from '@/lib/field/queries/find-photo'
import { openBytes } from '@/lib/files/queries/open-bytes'
import { notFound } from '@/lib/kernel/errors'
import { answer } from '../../answer'

export const dynamic = 'force-dynamic'

/** A photo or signature; what it is was read from its bytes, and it may do nothing but be seen. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  return answer(async (actor) => {
    if (!z.uuid().safeParse(id).success) throw notFound('photo', id)
    const { sha256, type, sizeBytes } = await findPhoto(actor, id)
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
  })
}
