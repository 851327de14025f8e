import { readNetwork } from '@/app/(console)/read-overview'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { HOME_TIME_ZONE } from '@/i18n/locales'
import { DomainError } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** The whole network for a page that begins with what the server made of it: see readNetwork. */
export async function GET(): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    return new Response(await readNetwork(actor, HOME_TIME_ZONE), {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  } catch (error) {
    return problemOf(error)
  }
}
