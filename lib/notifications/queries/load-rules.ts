import { db, type Transaction } from '../../db/client'
import { type Rule, ruleSchema } from '../rule'

/** Every rule, the oldest first. One that a newer program has written in a way we cannot read is left out. */
export async function loadRules(tx: Pick<Transaction, 'notificationRule'> = db()): Promise<readonly Rule[]> {
  const rows = await tx.notificationRule.findMany({ orderBy: { id: 'asc' }, take: 1000 })
  return rows.flatMap((row) => {
    const read = ruleSchema.safeParse(row)
    return read.success ? [{ ...read.data, id: row.id }] : []
  })
}
