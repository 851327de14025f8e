import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { foldToken } from '../fold-token'
import { maskToken, type NewTokenInput, newTokenSchema } from '../token'
import { checkHolder, holderText } from './check-holder'

/** @throws DomainError invalid | not-found (the customer, or what is not the customer's) | conflict when the same value, folded, exists */
export async function createToken(actor: Actor, input: NewTokenInput): Promise<{ id: bigint }> {
  requireAct(actor, 'tokens.write')
  requireAllSites(actor)
  const data = validated(newTokenSchema, input)
  const valueFolded = foldToken(data.value)
  return db().$transaction(async (tx) => {
    await checkHolder(tx, data)
    const [made] = await tx.token.createManyAndReturn({
      data: [{ ...data, valueFolded }],
      select: { id: true },
      skipDuplicates: true,
    })
    if (made === undefined) {
      throw new DomainError('conflict', `A token with the value ${data.value} exists already.`, {
        reason: 'token-exists',
        value: data.value,
      })
    }
    const { id } = made
    await audit(tx, actor, 'token.create', `token:${id}`, {
      after: {
        ...data,
        value: maskToken(data.value),
        ...holderText(data),
        expiresAt: data.expiresAt?.toISOString() ?? null,
      },
    })
    return { id }
  })
}
