import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type TariffInput, tariffInputSchema, toTerms } from '../tariff-input'
import { lockDefault, moveDefault } from './set-default-tariff'
import { storedTerms } from './stored-terms'

/** A tariff with its first version. @param options.isDefault make it the default in place of the present one @throws DomainError invalid */
export async function createTariff(
  actor: Actor,
  input: TariffInput,
  options: { isDefault?: boolean } = {},
): Promise<{ id: bigint }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const said = validated(tariffInputSchema, input)
  const { note, effectiveFrom, ...after } = said
  // Without an earlier version there is nothing that could hold until then.
  if (effectiveFrom) throw new DomainError('invalid', 'Not valid: effectiveFrom.', { effectiveFrom: 'out-of-range' })
  return db().$transaction(async (tx) => {
    if (options.isDefault) await lockDefault(tx)
    const { id } = await tx.tariff.create({ data: { name: said.name }, select: { id: true } })
    await tx.tariffVersion.create({
      data: { tariffId: id, number: 1, createdBy: actor.ref, note, ...storedTerms(toTerms(said)) },
    })
    await audit(tx, actor, 'tariff.create', `tariff:${id}`, { after: { ...after, note } })
    if (options.isDefault) await moveDefault(tx, actor, id)
    return { id }
  })
}
