import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
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
  return db().$transaction(async (tx) => {
    if (options.isDefault) await lockDefault(tx)
    const { id } = await tx.tariff.create({ data: { name: said.name }, select: { id: true } })
    await tx.tariffVersion.create({
      data: { tariffId: id, number: 1, createdBy: actor.ref, ...storedTerms(toTerms(said)) },
    })
    await audit(tx, actor, 'tariff.create', `tariff:${id}`, { after: said })
    if (options.isDefault) await moveDefault(tx, actor, id)
    return { id }
  })
}
