import type { Prisma, Transaction } from '../../db/client'
import type { PlannedDelivery } from '../plan-deliveries'

/** More than this in one letter is not read; the rest is counted. */
const MOST_ITEMS = 100

/**
 * Puts what is planned into the outbox, in the transaction that marks its cause as told. What is there already is not stored again;
 * what is gathered joins what waits for the same address and time.
 */
export async function storeDeliveries(tx: Transaction, planned: readonly PlannedDelivery[], now: Date): Promise<void> {
  const single = planned.filter(({ filling }) => filling.template !== 'digest')
  if (single.length > 0)
    await tx.delivery.createMany({ data: single.map((one) => rowOf(one, now)), skipDuplicates: true })
  for (const one of planned) if (one.filling.template === 'digest') await gather(tx, one, now)
}

function rowOf({ filling, ruleId, userId, faultId, ...delivery }: PlannedDelivery, now: Date) {
  // The bell's row is the notice itself: nothing is left to send.
  const isThere = delivery.channel === 'in-app'
  return {
    ...delivery,
    ruleId: ruleId === null ? null : BigInt(ruleId),
    userId: userId === null ? null : BigInt(userId),
    faultId: faultId === null ? null : BigInt(faultId),
    template: filling.template,
    content: filling.content as unknown as Prisma.InputJsonObject,
    createdAt: now,
    state: isThere && delivery.nextAt <= now ? 'delivered' : 'waiting',
    deliveredAt: isThere && delivery.nextAt <= now ? now : null,
  } satisfies Prisma.DeliveryCreateManyInput
}

/** Joins the letter that waits; when that has just been sent, begins another, for the same time. */
async function gather(tx: Transaction, one: PlannedDelivery, now: Date): Promise<void> {
  const row = rowOf(one, now)
  for (let turn = 0; ; turn++) {
    const dedupeKey = turn === 0 ? row.dedupeKey : `${row.dedupeKey}:${turn}`
    const stored = await tx.$executeRaw`
      INSERT INTO delivery AS held (dedupe_key, rule_id, channel, recipient, user_id, locale, template, content, next_at, created_at)
      VALUES (${dedupeKey}, ${row.ruleId}, ${row.channel}, ${row.recipient}::jsonb, ${row.userId}, ${row.locale}, ${row.template},
        ${row.content}::jsonb, ${row.nextAt}, ${now})
      ON CONFLICT (dedupe_key) DO UPDATE SET content = CASE
        WHEN jsonb_array_length(held.content -> 'items') < ${MOST_ITEMS}
        THEN jsonb_set(held.content, '{items}', (held.content -> 'items') || (excluded.content -> 'items'))
        ELSE jsonb_set(held.content, '{more}', to_jsonb((held.content ->> 'more')::int + 1)) END
      WHERE held.state = 'waiting'`
    if (stored > 0) return
  }
}
