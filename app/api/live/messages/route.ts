import { randomUUID } from 'node:crypto'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { bus } from '@/lib/bus/process-bus'
import { DomainError } from '@/lib/kernel/errors'
import { toMessageFilter } from '@/lib/messages/message-filter'
import { planTail } from '@/lib/messages/queries/plan-tail'
import { TailHub } from '@/lib/messages/tail-hub'
import { tailResponse } from './tail-response'

export const dynamic = 'force-dynamic'

const held = globalThis as typeof globalThis & { laddvaktTails?: TailHub }

/** The message log's tail (server-sent events), with the log's own filter: `message`, `skipped`, `gap`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const filter = toMessageFilter(Object.fromEntries(new URL(request.url).searchParams))
    const tail = await planTail(actor, filter)
    held.laddvaktTails ??= openHub()
    return await tailResponse(held.laddvaktTails, tail, actor.ref, request.signal)
  } catch (error) {
    return problemOf(error)
  }
}

function openHub(): TailHub {
  const hub = new TailHub(bus(), randomUUID)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => hub.stop())
  return hub
}
