import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { DomainError, notFound } from '@/lib/kernel/errors'
import { listTransparencyValues } from '@/lib/signed-meter-values/queries/get-signed-proof'
import { transparencyText, transparencyXml } from '@/lib/signed-meter-values/transparency'

export const dynamic = 'force-dynamic'

/** A session's signed meter values for the transparency software (`format=xml`), or as they were signed (`format=raw`). */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id } = await params
    if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound('session', id.slice(0, 20))
    const { transactionId, values } = await listTransparencyValues(actor, BigInt(id))
    const isXml = new URL(request.url).searchParams.get('format') !== 'raw'
    const body = isXml ? Buffer.from(transparencyXml(transactionId, values)) : transparencyText(values)
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': isXml ? 'application/xml; charset=utf-8' : 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="session-${id}.${isXml ? 'xml' : 'ocmf'}"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}
