export const dynamic = 'force-dynamic'

/** The process is up and answers. For restarts; readiness is `/readyz`. */
export function GET(): Response {
  return Response.json({ status: 'up' }, { headers: { 'cache-control': 'no-store' } })
}
