import { endSubscription } from '@/lib/notifications/mutations/subscribers'

/** One click in a mail program ends the letters (RFC 8058). The secret in the address is the permission; the answer is always the same. */
export async function POST(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params
  await endSubscription(token)
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
}

/** Whoever opens the address instead is shown what it is for. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params
  return Response.redirect(new URL(`/s/link/${encodeURIComponent(token)}`, request.url), 303)
}
