import { BUILD } from '@/app/build'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { DomainError } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** Which build answers, for pages that stay open for days: another than their own means that there is a newer page. */
export async function GET(): Promise<Response> {
  try {
    if (!(await currentActor())) throw new DomainError('unauthenticated', 'Sign in first.')
    return Response.json({ build: BUILD }, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problemOf(error)
  }
}
