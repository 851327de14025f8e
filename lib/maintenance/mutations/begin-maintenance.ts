import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { getStationKey } from '../../stations/queries/find-station'
import { openWindow } from './write-windows'

export interface MaintenanceInput {
  /** OCPP identity of the station; or the site. One of the two. */
  readonly stationId?: string
  readonly siteId?: bigint
  /** Left out: from now on. */
  readonly fromAt?: Date
  /** Left out: until somebody ends it. */
  readonly untilAt?: Date
  readonly reason: string
}

const LONGEST_MS = 90 * DAY_MS

/**
 * Somebody works on a station or a site: no fault opens there, nothing recovers by itself, drivers are told. What is open already stays.
 * @returns the window's id @throws DomainError forbidden | not-found | invalid (times, neither or both of station and site)
 */
export async function beginMaintenance(actor: Actor, input: MaintenanceInput, now = new Date()): Promise<bigint> {
  requireAct(actor, 'faults.write')
  const { stationId, siteId, fromAt = now, untilAt = null, reason } = input
  if ((stationId === undefined) === (siteId === undefined))
    throw new DomainError('invalid', 'Name a station or a site.', { stationId: 'one-of-two' })
  if (untilAt !== null && (untilAt <= fromAt || untilAt <= now))
    throw new DomainError('invalid', 'Maintenance ends after it begins.', { untilAt: 'before-start' })
  if (untilAt !== null && untilAt.getTime() - fromAt.getTime() > LONGEST_MS)
    throw new DomainError('invalid', 'Maintenance lasts 90 days at most.', { untilAt: 'too-long' })
  const station = stationId === undefined ? null : await getStationKey(actor, stationId)
  if (siteId !== undefined) await requireSite(actor, siteId)
  const subject = station === null ? `site:${siteId}` : `station:${station.identity}`
  const place = { stationId: station?.key ?? null, siteId: siteId ?? null, subject }
  return db().$transaction((tx) => openWindow(tx, actor, place, { fromAt, untilAt, reason }, now))
}

async function requireSite(actor: Actor, siteId: bigint): Promise<void> {
  const siteIds = sitesInScope(actor)
  const isInScope = siteIds === null || siteIds.includes(siteId)
  if (!isInScope || (await db().site.count({ where: { id: siteId } })) === 0) throw notFound('site', siteId)
}
