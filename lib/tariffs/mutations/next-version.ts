import type { Actor } from '../../access/actor'
import { audit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { readTariff, type TariffTerms } from '../tariff'
import { storedTerms } from './stored-terms'

const YEARS_AHEAD_MS = 2 * 366 * 86_400_000

/** Never in the past: those sessions have begun. @throws DomainError invalid */
export function requireToCome(effectiveFrom: Date | null, now: Date): void {
  if (effectiveFrom === null) return
  if (effectiveFrom < now || effectiveFrom.getTime() > now.getTime() + YEARS_AHEAD_MS) {
    throw new DomainError('invalid', 'Not valid: effectiveFrom.', { effectiveFrom: 'out-of-range' })
  }
}

/**
 * A tariff's newest version, and the tariff held until the transaction ends: two writers take turns, so that numbers are gapless and
 * `basedOn` is checked against the truth.
 * @throws DomainError not-found | conflict (archived, or somebody has saved a later version than `basedOn`)
 */
export async function lockLatest(tx: Transaction, id: bigint, basedOn: number | undefined) {
  await tx.$queryRaw`select 1 from tariff where id = ${id} for update`
  const tariff = await tx.tariff.findUnique({
    where: { id },
    select: { name: true, archived: true, versions: { orderBy: { number: 'desc' }, take: 1 } },
  })
  const latest = tariff?.versions[0]
  if (tariff === null || latest === undefined) throw notFound('tariff', id)
  if (tariff.archived) {
    const details = { reason: 'tariff-archived', name: tariff.name }
    throw new DomainError('conflict', `The tariff ${tariff.name} is archived.`, details)
  }
  if (basedOn !== undefined && basedOn !== latest.number) {
    const details = { reason: 'tariff-changed-meanwhile', version: String(latest.number) }
    throw new DomainError('conflict', `Version ${latest.number} was saved meanwhile.`, details)
  }
  return { name: tariff.name, latest }
}

/** @param latest what `lockLatest` gave, in the same transaction */
export async function insertVersion(
  tx: Transaction,
  actor: Actor,
  id: bigint,
  latest: Awaited<ReturnType<typeof lockLatest>>['latest'],
  { terms, effectiveFrom, note }: { terms: TariffTerms; effectiveFrom: Date | null; note: string },
): Promise<{ number: number }> {
  const number = latest.number + 1
  await tx.tariffVersion.create({
    data: { tariffId: id, number, createdBy: actor.ref, effectiveFrom, note, ...storedTerms(terms) },
  })
  await audit(tx, actor, 'tariff.new-version', `tariff:${id}`, {
    before: { number: latest.number, ...readTariff(latest) },
    after: { number, effectiveFrom: effectiveFrom?.toISOString() ?? null, note, ...terms },
  })
  return { number }
}
