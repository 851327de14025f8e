import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'

/** Priced where neither connector, station nor site says otherwise. At most one. @throws DomainError not-found | conflict (archived) */
export async function setDefaultTariff(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    await lockDefault(tx)
    const tariff = await tx.tariff.findUnique({
      where: { id },
      select: { name: true, archived: true, isDefault: true },
    })
    if (tariff === null) throw notFound('tariff', id)
    if (tariff.archived) {
      throw new DomainError('conflict', `The tariff ${tariff.name} is archived.`, {
        reason: 'tariff-archived',
        name: tariff.name,
      })
    }
    if (!tariff.isDefault) await moveDefault(tx, actor, id)
  })
}

/** Two people choosing a default at once take turns; the later one wins. */
export async function lockDefault(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('tariff.is_default'))`
}

/** Within the lock. */
export async function moveDefault(tx: Transaction, actor: Actor, id: bigint): Promise<void> {
  const before = await tx.tariff.findFirst({ where: { isDefault: true }, select: { id: true, name: true } })
  if (before !== null) await tx.tariff.update({ where: { id: before.id }, data: { isDefault: false } })
  await tx.tariff.update({ where: { id }, data: { isDefault: true } })
  await audit(tx, actor, 'tariff.set-default', `tariff:${id}`, {
    before: before === null ? undefined : { tariff: `tariff:${before.id}`, name: before.name },
  })
}
