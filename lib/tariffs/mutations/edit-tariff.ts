import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { validated } from '../../kernel/validated'
import { currentVersion } from '../current-version'
import { readTariff } from '../tariff'
import { isSamePrice, type TariffInput, tariffInputSchema, toTerms } from '../tariff-input'
import { insertVersion, lockLatest, requireToCome } from './next-version'

/**
 * Saves changed prices as the next version, at once or from a moment to come; old versions stay as they are, and so do sessions that
 * began with them. A new name alone makes no version.
 * @param options.basedOn the version the writer saw; refused when somebody has saved a later one since
 * @throws DomainError invalid | not-found | conflict (archived, or changed meanwhile)
 */
export async function editTariff(
  actor: Actor,
  id: bigint,
  input: TariffInput,
  { basedOn, now = new Date() }: { basedOn?: number; now?: Date } = {},
): Promise<{ number: number; isNewVersion: boolean }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const said = validated(tariffInputSchema, input)
  const { note, effectiveFrom = null } = said
  requireToCome(effectiveFrom, now)
  return db().$transaction(async (tx) => {
    const { name, latest } = await lockLatest(tx, id, basedOn)
    if (name !== said.name) {
      await tx.tariff.update({ where: { id }, data: { name: said.name } })
      await audit(tx, actor, 'tariff.rename', `tariff:${id}`, { before: { name }, after: { name: said.name } })
    }
    const terms = toTerms(said)
    // What holds now need not be the version saved last: a planned one may have taken effect since, or be still to come.
    const inEffect = currentVersion(await tx.tariffVersion.findMany({ where: { tariffId: id } }), now)
    const before = inEffect && readTariff(inEffect)
    if (inEffect && before && effectiveFrom === null && isSamePrice(before, terms)) {
      return { number: inEffect.number, isNewVersion: false }
    }
    return { ...(await insertVersion(tx, actor, id, latest, { terms, effectiveFrom, note })), isNewVersion: true }
  })
}
