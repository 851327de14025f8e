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
    const before = readTariff(latest)
    const terms = toTerms(said)
    // A planned version may have taken effect since the latest was saved: what was opened is then no longer what holds.
    const dates = { number: true, createdAt: true, effectiveFrom: true } as const
    const versions = await tx.tariffVersion.findMany({ where: { tariffId: id }, select: dates })
    const isInEffect = currentVersion(versions, now)?.number === latest.number && effectiveFrom === null
    if (before !== null && isInEffect && isSamePrice(before, terms)) {
      return { number: latest.number, isNewVersion: false }
    }
    return { ...(await insertVersion(tx, actor, id, latest, { terms, effectiveFrom, note })), isNewVersion: true }
  })
}
