import type { Clock } from '../../kernel/time'
import { errorWords } from '../senders/outcome'
import { type Senders, sendDelivery } from '../senders/senders'
import { claimDeliveries } from './claim-deliveries'
import { settleDelivery } from './settle-delivery'

/** Ten at a time of forty, none longer than half a minute: well within a claim's time. */
const MOST_CLAIMED = 40
const SIDE_BY_SIDE = 10

/** Sends everything that is due. @returns how many deliveries were taken */
export async function sendDeliveries(senders: Senders, clock: Clock): Promise<number> {
  let sent = 0
  for (;;) {
    const { taken, outgoing } = await claimDeliveries(clock(), MOST_CLAIMED)
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
