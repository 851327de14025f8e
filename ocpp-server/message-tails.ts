import type { Bus } from '../lib/bus/bus'
import { SECOND_MS } from '../lib/kernel/time'
import type { LoggedMessage } from '../lib/messages/mutations/log-messages'
import { cutTexts, matchesFilter, type Tail } from '../lib/messages/tail'
import type { StationConnection } from './station-connection'

/** What one watcher is told each second: more than a person reads, less than would disturb anybody. */
const PER_SECOND = 60
/** Watchers one gateway serves: who asks beyond them sees the log without its tail. */
const MAX_TAILS = 200

interface Watching {
  readonly tail: Tail
  readonly until: number
  told: number
  skipped: number
}

export interface MessageTails {
  /** What was logged: told to those who watch it. Does nothing, at once, when nobody does. */
  logged(station: Pick<StationConnection, 'identity' | 'siteId'>, message: LoggedMessage): void
  close(): void
}

/** SPEC M-1 … M-4. Tells watchers of the message log what is logged, after it was committed and never more than they can read. */
export async function createMessageTails(
  bus: Bus,
  { now = Date.now, perSecond = PER_SECOND }: { now?: () => number; perSecond?: number } = {},
): Promise<MessageTails> {
  const watching = new Map<string, Watching>()
  let timer: NodeJS.Timeout | undefined

  const unsubscribe = await bus.subscribe('tail', (tail) => {
    const known = watching.get(tail.id)
    if (tail.seconds <= 0) watching.delete(tail.id)
    else if (known || watching.size < MAX_TAILS) {
      const until = now() + tail.seconds * SECOND_MS
      watching.set(tail.id, { tail, until, told: known?.told ?? 0, skipped: known?.skipped ?? 0 })
    }
    if (watching.size > 0) timer ??= setInterval(everySecond, SECOND_MS).unref()
  })

  function everySecond(): void {
    const at = now()
    for (const [id, one] of watching) {
      if (one.skipped > 0) bus.publish('tailed', { kind: 'skipped', tail: id, count: one.skipped })
      one.told = 0
      one.skipped = 0
      if (one.until < at) watching.delete(id)
    }
    if (watching.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  /** Whether there is still room for one more this second; counted either way. */
  function takeTurn(one: Watching): boolean {
    if (one.told < perSecond) one.told++
    else one.skipped++
    return one.skipped === 0
  }

  return {
    logged({ identity, siteId }, message) {
      if (watching.size === 0) return
      const seen = { ...message, station: identity }
      const site = siteId === null ? null : String(siteId)
      const tails: string[] = []
      for (const [id, one] of watching) {
        const { siteIds } = one.tail
        if (siteIds !== null && (site === null || !siteIds.includes(site))) continue
        if (matchesFilter(one.tail, seen) && takeTurn(one)) tails.push(id)
      }
      if (tails.length === 0) return
      const { at, direction, protocol, messageId, action, errorCode, latencyMs } = message
      bus.publish('tailed', {
        kind: 'message',
        tails,
        message: {
          station: identity,
          siteId: site,
          at: at.toISOString(),
          direction,
          protocol,
          messageId: messageId.slice(0, 64),
          action: action.slice(0, 64),
          errorCode,
          latencyMs: latencyMs === null ? null : Math.round(latencyMs * 100) / 100,
          ...cutTexts(message.request, message.response),
        },
      })
    },
    close() {
      clearInterval(timer)
      void unsubscribe()
    },
  }
}
