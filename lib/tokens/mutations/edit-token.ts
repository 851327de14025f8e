import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type TokenEditInput, tokenEditSchema } from '../token'
import { checkHolder, type Holder, holderText } from './check-holder'

/** Everything but the value and whether it is blocked. @throws DomainError invalid | not-found (token, customer, or what is not the customer's) */
export async function editToken(actor: Actor, id: bigint, input: TokenEditInput): Promise<void> {
  requireAct(actor, 'tokens.write')
  requireAllSites(actor)
  const data = validated(tokenEditSchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.token.findUnique({
      where: { id },
      select: {
        type: true,
        name: true,
        expiresAt: true,
        groupName: true,
        customerId: true,
        driverId: true,
        vehicleId: true,
        costCentreId: true,
      },
    })
    if (before === null) throw notFound('token', id)
    await checkHolder(tx, data)
    await tx.token.update({ where: { id }, data })
    // Another's debts do not block it.
    if (before.customerId !== data.customerId)
      await tx.token.updateMany({
        where: { id, isBlockedForDebt: true },
        data: { isBlockedForDebt: false, active: true },
      })
    await audit(tx, actor, 'token.edit', `token:${id}`, { before: plain(before), after: plain(data) })
  })
}

const plain = <Row extends Holder & { expiresAt: Date | null }>(row: Row) => ({
  ...row,
  ...holderText(row),
  expiresAt: row.expiresAt?.toISOString() ?? null,
})
