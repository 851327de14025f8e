import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { readTariff } from '../tariff'
import { isSamePrice, isSimple, type TariffInput, tariffInputSchema, toTerms } from '../tariff-input'
import { storedTerms } from './stored-terms'

/**
 * Saves changed prices as the next version; old versions stay as they are, and so do sessions that began with them. A new name
 * alone makes no version.
 * @param options.basedOn the version the writer saw; refused when somebody has saved a later one since
 * @throws DomainError invalid | not-found | conflict (archived, or changed meanwhile)
 */
export async function editTariff(
  actor: Actor,
  id: bigint,
  input: TariffInput,
  options: { basedOn?: number } = {},
): Promise<{ number: number; isNewVersion: boolean }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const said = validated(tariffInputSchema, input)
  return db().$transaction(async (tx) => {
    // Two writers take turns, so that version numbers are gapless and `basedOn` is checked against the truth.
    await tx.$queryRaw`select 1 from tariff where id = ${id} for update`
    const tariff = await tx.tariff.findUnique({
      where: { id },
      select: { name: true, archived: true, versions: { orderBy: { number: 'desc' }, take: 1 } },
    })
    const latest = tariff?.versions[0]
    if (tariff === null || latest === undefined) throw notFound('tariff', id)
    if (tariff.archived) {
      throw new DomainError('conflict', `The tariff ${tariff.name} is archived.`, {
        reason: 'tariff-archived',
        name: tariff.name,
      })
    }
    if (options.basedOn !== undefined && options.basedOn !== latest.number) {
      const version = String(latest.number)
      throw new DomainError('conflict', `Version ${version} was saved meanwhile.`, {
        reason: 'tariff-changed-meanwhile',
        version,
      })
    }
    if (tariff.name !== said.name) {
      await tx.tariff.update({ where: { id }, data: { name: said.name } })
      await audit(tx, actor, 'tariff.rename', `tariff:${id}`, {
        before: { name: tariff.name },
        after: { name: said.name },
      })
    }
    const before = readTariff(latest)
    const terms = toTerms(said)
    if (before !== null && !isSimple(before)) {
      const details = { reason: 'tariff-says-more', name: tariff.name }
      throw new DomainError('conflict', `The tariff ${tariff.name} has prices that this form does not know.`, details)
    }
    if (before !== null && isSamePrice(before, terms)) return { number: latest.number, isNewVersion: false }
    const number = latest.number + 1
    await tx.tariffVersion.create({ data: { tariffId: id, number, createdBy: actor.ref, ...storedTerms(terms) } })
    await audit(tx, actor, 'tariff.new-version', `tariff:${id}`, {
      before: before === null ? { number: latest.number } : { number: latest.number, ...before },
      after: { number, ...terms },
    })
    return { number, isNewVersion: true }
  })
}
