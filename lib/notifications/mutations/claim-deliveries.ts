import { db, pool } from '../../db/client'
import { MINUTE_MS } from '../../kernel/time'
import { deliveryName } from '../delivery-name'
import { CHANNELS, type Channel, type Filling } from '../notice'
import type { Outgoing } from '../outgoing'
import type { Recipient } from '../plan-deliveries'
import { findAddresses } from '../queries/find-addresses'

/** Longer than any round of sending takes: a claim that is older was made by a worker that is gone. */
export const CLAIM_LASTS_MS = 5 * MINUTE_MS

/** A delivery as it was claimed. */
export interface Claimed {
  readonly id: bigint
  readonly attempt: number
  readonly channel: Channel
  readonly recipient: Recipient
  readonly locale: string
  readonly filling: Filling
  readonly faultId: bigint | null
  readonly dedupeKey: string
  readonly createdAt: Date
}

/**
 * Takes what is due out of the outbox, for this worker alone. The claim is committed before anything is sent: when this worker dies
 * now, the next one sends again after `CLAIM_LASTS_MS` what may have been sent already, under the same name. What is no longer worth
 * sending is cancelled. Of one fault nothing overtakes at one address.
 * @returns `taken`: how many there were; `outgoing`: those to send
 */
export async function claimDeliveries(
  now: Date,
  limit: number,
  channels: readonly Channel[] = CHANNELS,
): Promise<{ readonly taken: number; readonly outgoing: readonly Outgoing[] }> {
  const { rows } = await pool().query<ClaimRow>(CLAIM, [now, new Date(now.getTime() + CLAIM_LASTS_MS), limit, channels])
  if (rows.length === 0) return { taken: 0, outgoing: [] }
  const claimed = rows.map(
    (row): Claimed => ({
      id: BigInt(row.id),
      attempt: row.attempts,
      channel: row.channel,
      recipient: row.recipient,
      locale: row.locale,
      filling: { template: row.template, content: row.content } as Filling,
      faultId: row.fault_id === null ? null : BigInt(row.fault_id),
      dedupeKey: row.dedupe_key,
      createdAt: row.created_at,
    }),
  )
  const [addresses, settled] = await Promise.all([findAddresses(claimed), settledFaults(claimed)])
  const outgoing: Outgoing[] = []
  for (const one of claimed) {
    const found = addresses.get(one.id)
    const why =
      found === undefined
        ? 'recipient-gone'
        : one.filling.template === 'escalation' && one.faultId !== null
          ? settled.get(one.faultId)
          : undefined
    if (found === undefined || why !== undefined) await cancel(one, why ?? 'recipient-gone')
    else
      outgoing.push({
        id: one.id,
        attempt: one.attempt,
        name: deliveryName(one),
        filling: one.filling,
        locale: one.locale,
        createdAt: one.createdAt,
        ...found,
      })
  }
  return { taken: claimed.length, outgoing }
}

async function cancel({ id, attempt }: Claimed, why: string): Promise<void> {
  await db().delivery.updateMany({
    where: { id, state: 'sending', attempts: attempt },
    data: { state: 'cancelled', lastError: why },
  })
}

/** Why nobody has to be woken any more, by fault. */
async function settledFaults(claimed: readonly Claimed[]): Promise<ReadonlyMap<bigint, string>> {
  const ids = claimed.flatMap(({ filling, faultId }) =>
    filling.template === 'escalation' && faultId !== null ? [faultId] : [],
  )
  if (ids.length === 0) return new Map()
  const rows = await db().fault.findMany({
    where: { id: { in: ids } },
    select: { id: true, closedAt: true, acknowledgedAt: true },
  })
  return new Map(
    rows.flatMap(({ id, closedAt, acknowledgedAt }): [bigint, string][] =>
      closedAt !== null ? [[id, 'fault-over']] : acknowledgedAt !== null ? [[id, 'acknowledged']] : [],
    ),
  )
}

interface ClaimRow {
  readonly id: string
  readonly attempts: number
  readonly channel: Channel
  readonly recipient: Recipient
  readonly locale: string
  readonly template: string
  readonly content: unknown
  readonly fault_id: string | null
  readonly dedupe_key: string
  readonly created_at: Date
}

const PENDING = `IN ('waiting', 'sending', 'failed')`
const CLAIM = `
  WITH due AS (
    SELECT id FROM delivery AS one
     WHERE state ${PENDING} AND next_at <= $1 AND channel = ANY($4)
       AND NOT EXISTS (
         SELECT 1 FROM delivery AS earlier
          WHERE earlier.fault_id = one.fault_id AND earlier.id < one.id AND earlier.channel = one.channel
            AND earlier.recipient = one.recipient AND earlier.state ${PENDING} AND earlier.template <> 'escalation')
     ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE delivery SET state = 'sending', attempts = attempts + 1, next_at = $2 FROM due WHERE delivery.id = due.id
  RETURNING delivery.id, attempts, channel, recipient, locale, template, content, fault_id, dedupe_key, created_at`
