import { DomainError } from '@/lib/kernel/errors'
import { SECOND_MS } from '@/lib/kernel/time'
import { faultsOf } from '@/lib/messages/message-row'
import type { Tail } from '@/lib/messages/tail'
import type { TailHub } from '@/lib/messages/tail-hub'

const HEARTBEAT_MS = 15 * SECOND_MS
/** Streams end after this and the browser comes back at once: who was signed out or moved to another role is noticed then. */
const LIFETIME_MS = 300 * SECOND_MS
/** Bytes the browser may leave untaken before messages are only counted. */
const BACKLOG_BYTES = 256 * 1024
const PER_ACTOR = 10

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

const held = globalThis as typeof globalThis & { laddvaktTailsOpen?: Map<string, number> }
held.laddvaktTailsOpen ??= new Map()
const openTails = held.laddvaktTailsOpen

/** One browser's tail. @throws DomainError rate-limited when the actor has too many open */
export async function tailResponse(
  hub: TailHub,
  wanted: Omit<Tail, 'id' | 'seconds'>,
  actorRef: string,
  signal: AbortSignal,
): Promise<Response> {
  const open = openTails.get(actorRef) ?? 0
  if (open >= PER_ACTOR) throw new DomainError('rate-limited', 'Too many message logs are being followed.')
  openTails.set(actorRef, open + 1)
  let stop = () => release(actorRef)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        let isOver = false
        let missed = 0
        const send = (event: string, data: unknown) => {
          if (!isOver) controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
        }
        const hasRoom = () => (controller.desiredSize ?? 0) > 0
        const told = () => {
          if (missed === 0 || !hasRoom()) return
          send('skipped', missed)
          missed = 0
        }
        const unwatch = await hub.watch(wanted, {
          message(message) {
            if (isOver) return
            told()
            if (hasRoom()) send('message', { ...message, id: null, faults: message.isCut ? null : faultsOf(message) })
            else missed++
          },
          skipped(count) {
            missed += count
            told()
          },
          gap: () => send('gap', null),
          end: () => stop(),
        })
        const heartbeat = setInterval(() => hasRoom() && send('ping', null), HEARTBEAT_MS)
        stop = () => {
          if (isOver) return
          isOver = true
          clearInterval(heartbeat)
          clearTimeout(lifetime)
          signal.removeEventListener('abort', stop)
          unwatch()
          release(actorRef)
          try {
            controller.close()
          } catch {
            // The reader cancelled it already.
          }
        }
        const lifetime = setTimeout(() => stop(), LIFETIME_MS * (0.9 + Math.random() * 0.2))
        controller.enqueue(encoder.encode('retry: 1000\n'))
        send('ready', null)
        if (signal.aborted) stop()
        else signal.addEventListener('abort', stop)
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BACKLOG_BYTES }),
  )
  return new Response(body, { headers: HEADERS })
}

function release(actorRef: string): void {
  const left = (openTails.get(actorRef) ?? 1) - 1
  if (left > 0) openTails.set(actorRef, left)
  else openTails.delete(actorRef)
}
