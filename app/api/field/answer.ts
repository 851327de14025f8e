import { problem, problemOf } from '@/app/problem'
import { readJson } from '@/app/read-body'
import { currentActor } from '@/app/session'
import type { Actor } from '@/lib/access/actor'
import { requireAct } from '@/lib/access/acts'
import { DomainError } from '@/lib/kernel/errors'

/**
 * Answers a tablet: finds who asks, and says what went wrong in the one shape of the house. 401 means: sign in, and what is queued
 * goes on.
 */
export async function answer(act: (actor: Actor) => Promise<Response | object>): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    requireAct(actor, 'field.work')
    const said = await act(actor)
    return said instanceof Response ? said : Response.json(said, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problemOf(error)
  }
}

/** As `answer`, for what brings JSON. Another site's form cannot send this type without asking first, and nobody is ever allowed. */
export function answerJson(request: Request, act: (actor: Actor, body: unknown) => Promise<Response | object>) {
  return answer(async (actor) => {
    if (!request.headers.get('content-type')?.startsWith('application/json'))
      throw new DomainError('invalid', 'The body must be application/json.', { body: 'required' })
    const body = await readJson(request)
    if (body.read === 'too-large') return problem('too-large', 'The body is larger than 1 MiB.')
    if (body.read === 'not-json') return problem('bad-request', 'The body is not JSON.')
    return act(actor, body.value)
  })
}

/** @throws DomainError not-found for what cannot be an id */
export function idOf(text: string): bigint {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new DomainError('not-found', 'There is nothing at this address.')
  return BigInt(text)
}
