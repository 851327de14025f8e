import { readHealth } from '@/lib/health/queries'

export const dynamic = 'force-dynamic'

/** 200 only when the database, a gateway and a worker are up; the body says which is not. */
export async function GET(): Promise<Response> {
  const health = await readHealth()
  const isReady = Object.values(health).every((standing) => standing === 'up')
  return Response.json(
    { status: isReady ? 'ready' : 'not-ready', ...health },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
