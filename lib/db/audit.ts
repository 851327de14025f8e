import type { Actor } from '../access/actor'
import type { Prisma, Transaction } from './client'

/**
 * Writes who did what, in the caller's transaction. Never put a secret in `before` or `after`.
 * @param act e.g. `station.accept` @param subject e.g. `station:SE-001`
 */
export async function audit(
  tx: Transaction,
  actor: Actor,
  act: string,
  subject: string,
  change: { before?: Prisma.InputJsonValue; after?: Prisma.InputJsonValue } = {},
): Promise<void> {
  await tx.auditEntry.create({ data: { actor: actor.ref, act, subject, before: change.before, after: change.after } })
}
