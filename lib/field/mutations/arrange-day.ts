import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { validated } from '../../kernel/validated'
import { userIdOf, workOrdersInScope } from '../scope'

const idsSchema = z.array(z.string().regex(/^[1-9]\d{0,17}$/)).max(200)

/**
 * The order in which somebody drives to their own jobs. Said twice it is the same; what is not theirs stays where it is. A habit, not
 * a decision: nothing is audited.
 * @throws DomainError forbidden | invalid
 */
export async function arrangeDay(actor: Actor, input: readonly string[]): Promise<void> {
  requireAct(actor, 'field.work')
  const ids = validated(idsSchema, [...input]).map(BigInt)
  const userId = userIdOf(actor)
  if (userId === null) return
  await db().$transaction(
    ids.map((id, index) =>
      db().workOrder.updateMany({
        where: { id, assigneeId: userId, ...workOrdersInScope(actor) },
        data: { position: index + 1 },
      }),
    ),
  )
}
