import type { Clock } from '../../kernel/time'
import { CHANNELS, type Channel } from '../notice'
import { errorWords } from '../senders/outcome'
import { type Senders, sendDelivery } from '../senders/senders'
import { claimDeliveries } from './claim-deliveries'
import { settleDelivery } from './settle-delivery'

/** Ten at a time of forty, none longer than half a minute: well within a claim's time. */
const MOST_CLAIMED = 40
const SIDE_BY_SIDE = 10

/** Sends everything that is due; each way out by itself, so that one that is slow holds up no other. @returns how many were taken */
export async function sendDeliveries(senders: Senders, clock: Clock): Promise<number> {
  const taken = await Promise.all(CHANNELS.map((channel) => sendBy(channel, senders, clock)))
  return taken.reduce((sum, count) => sum + count, 0)
}

async function sendBy(channel: Channel, senders: Senders, clock: Clock): Promise<number> {
  let sent = 0
  for (;;) {
    const { taken, outgoing } = await claimDeliveries(clock(), MOST_CLAIMED, [channel])
    sent += taken
    const waiting = [...outgoing]
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const outcome = await sendDelivery(next, senders, clock()).catch(
          (error: unknown) => ({ result: 'failed', error: errorWords(error) }) as const,
        )
        await settleDelivery(next, outcome, clock())
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
    if (taken < MOST_CLAIMED) return sent
  }
}
