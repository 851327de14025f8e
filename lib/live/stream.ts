import type { Actor } from '../access/actor'
import { DomainError } from '../kernel/errors'
import { SECOND_MS, systemClock } from '../kernel/time'
import type { Attachment, Sink } from './attachment'
import { heartbeatFrame } from './frame'
import type { LiveHub } from './hub'

const HEARTBEAT_MS = 15 * SECOND_MS
/** Streams end after this and the browser resumes at once: who was signed out or moved to another role is noticed then. */
const LIFETIME_MS = 300 * SECOND_MS
/** Bytes the browser may leave untaken before the hub holds back. */
const BACKLOG_BYTES = 512 * 1024
const STREAMS_PER_ACTOR = 20

// Next bundles the routes that serve and count streams apart from each other; what they share lives on globalThis.
const held = globalThis as typeof globalThis & { laddvaktStreams?: Map<string, number> }
held.laddvaktStreams ??= new Map()
const openStreams = held.laddvaktStreams

/** How many live streams this process serves now. */
export const liveStreamCount = (): number => [...openStreams.values()].reduce((sum, count) => sum + count, 0)

/** `no-transform` keeps compression, which would buffer, away; `X-Accel-Buffering` does so at an nginx in front. */
const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

/**
 * The live stream as an HTTP response, the same for the console and the REST API. Resumes from the `Last-Event-ID` header or
 * `?since=`. The caller has already found out who asks.
 * @throws DomainError rate-limited when the actor has too many streams open
 */
export function liveResponse(hub: LiveHub, actor: Actor, request: Request): Response {
  // On its way out, or cut off from the news: `close`, so that the browser does not come back on the same connection and keep the server from ending.
  if (hub.isClosed) return new Response(null, { status: 503, headers: { connection: 'close', 'retry-after': '1' } })
  const open = openStreams.get(actor.ref) ?? 0
  if (open >= STREAMS_PER_ACTOR) throw new DomainError('rate-limited', 'Too many live streams are open.')
  const since = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since')
  openStreams.set(actor.ref, open + 1)
  const closed = () => {
    const left = (openStreams.get(actor.ref) ?? 1) - 1
    if (left > 0) openStreams.set(actor.ref, left)
    else openStreams.delete(actor.ref)
  }
  return new Response(liveStream(hub, actor, since, request.signal, closed), { headers: HEADERS })
}

function liveStream(hub: LiveHub, actor: Actor, since: string | null, signal: AbortSignal, closed: () => void) {
  const encoder = new TextEncoder()
  let attachment: Attachment | undefined
  let isOver = false
  let timers: NodeJS.Timeout[] = []
  const stop = () => {
    if (isOver) return
    isOver = true
    for (const timer of timers) clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    attachment?.close()
    closed()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text))
        const sink: Sink = {
          send,
          hasRoom: () => (controller.desiredSize ?? 0) > 0,
          end: () => {
            stop()
            try {
              controller.close()
            } catch {
              // The reader cancelled it already.
            }
          },
        }
        // The first bytes leave at once, so that a proxy passes the headers on and the browser knows it is connected.
        send(`retry: 1000\n${heartbeatFrame(systemClock())}`)
        attachment = hub.attach(actor, since, sink)
        const heartbeat = setInterval(() => sink.hasRoom() && send(heartbeatFrame(systemClock())), HEARTBEAT_MS)
        const lifetime = setTimeout(() => attachment?.close(), LIFETIME_MS * (0.9 + Math.random() * 0.2))
        timers = [heartbeat, lifetime]
        if (signal.aborted) attachment.close()
        else signal.addEventListener('abort', stop)
      },
      pull: () => attachment?.pump(),
      cancel: stop,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BACKLOG_BYTES }),
  )
}
