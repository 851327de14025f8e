import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { lockDefault } from './set-default-tariff'

/** How many places a refusal names before it counts the rest. */
const NAMED_PLACES = 3

/** Takes a tariff out of use; its versions stay for the sessions that began with them. @throws DomainError not-found | conflict */
export async function archiveTariff(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    await lockDefault(tx)
    const tariff = await tx.tariff.findUnique({
      where: { id },
      select: {
        name: true,
        isDefault: true,
        archived: true,
        sites: { select: { name: true } },
        stations: { select: { identity: true } },
        connectors: {
          select: { number: true, evse: { select: { number: true } }, station: { select: { identity: true } } },
        },
      },
    })
    if (tariff === null) throw notFound('tariff', id)
    if (tariff.archived) return
    if (tariff.isDefault)
      throw new DomainError('conflict', `${tariff.name} is the default tariff.`, { reason: 'tariff-is-default' })
    const places = [
      ...tariff.sites.map((site) => site.name),
      ...tariff.stations.map((station) => station.identity),
      ...tariff.connectors.map(
        (connector) => `${connector.station.identity} ${connector.evse.number}:${connector.number}`,
      ),
    ]
    if (places.length > 0) {
      const rest = places.length - NAMED_PLACES
      const where = places.slice(0, NAMED_PLACES).join(', ') + (rest > 0 ? ` + ${rest}` : '')
      throw new DomainError('conflict', `The tariff is still used: ${where}.`, { reason: 'tariff-in-use', where })
    }
    await tx.tariff.update({ where: { id }, data: { archived: true } })
    await audit(tx, actor, 'tariff.archive', `tariff:${id}`, { before: { archived: false }, after: { archived: true } })
  })
}

/** Takes an archived tariff into use again. @throws DomainError not-found */
export async function restoreTariff(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const tariff = await tx.tariff.findUnique({ where: { id }, select: { archived: true } })
    if (tariff === null) throw notFound('tariff', id)
    if (!tariff.archived) return
    await tx.tariff.update({ where: { id }, data: { archived: false } })
    await audit(tx, actor, 'tariff.restore', `tariff:${id}`, { before: { archived: true }, after: { archived: false } })
  })
}
