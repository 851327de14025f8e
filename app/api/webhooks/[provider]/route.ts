import { problem, problemOf } from '@/app/problem'
import { takeWebhook } from '@/lib/payments/mutations/take-webhook'

const MOST_BYTES = 256 * 1024

/** A payment provider says that something has happened. Signed over the bytes as they came. */
export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params
  if (provider !== 'stripe' && provider !== 'swish') return problem('not-found', 'There is no such provider.')
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return problem('too-large', 'Too large.')
  try {
    const body = await request.text()
    if (body.length > MOST_BYTES) return problem('too-large', 'Too large.')
    const outcome = await takeWebhook(provider, { headers: request.headers, body }, new Date())
    if (outcome === 'forged') return problem('bad-request', 'The signature does not fit.')
    return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problemOf(error)
  }
}
