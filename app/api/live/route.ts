import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { DomainError } from '@/lib/kernel/errors'
import { liveHub } from '@/lib/live/process-hub'
import { liveResponse } from '@/lib/live/stream'

export const dynamic = 'force-dynamic'

/** The console's live stream (server-sent events) for who is signed in. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    return liveResponse(await liveHub(), actor, request)
  } catch (error) {
    return problemOf(error)
  }
}
