import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { requestCommand } from '../../commands/mutations/request-command'
import { DomainError, notFound } from '../../kernel/errors'
import { getStationKey } from '../../stations/queries/find-station'
import type { DriftLine } from '../drift'
import { loadDrift, loadTemplates } from '../queries/load-drift'

/** What one command may hold (see `set-configuration`). */
const MOST_VALUES = 100

/** What a person's click sets: all that differs, also what was refused or lost before. Never what would do harm. */
const REPAIRED: ReadonlySet<string> = new Set(['differs', 'refused', 'not-kept'])

/**
 * Asks one station to take what its templates want and it has not. @returns how many values
 * @throws DomainError forbidden | not-found | conflict (offline, or nothing differs)
 */
export async function repairStation(actor: Actor, identity: string): Promise<{ values: number }> {
  requireAct(actor, 'stations.command')
  const station = await getStationKey(actor, identity)
  const scope = { siteIds: sitesInScope(actor), stationKey: station.key }
  const [drift] = await loadDrift(await loadTemplates(), scope, new Date())
  const lines = drift?.lines.filter(({ state }) => REPAIRED.has(state)) ?? []
  if (lines.length === 0)
    throw new DomainError('conflict', 'Nothing differs from its templates.', { reason: 'nothing-differs' })
  return { values: await setValues(actor, station.identity, lines) }
}

/**
 * Asks every online station that a template is for to take what it wants and they have not. One that cannot be asked is left out.
 * @throws DomainError forbidden | not-found
 */
export async function repairTemplate(actor: Actor, id: bigint): Promise<{ asked: number; left: number }> {
  requireAct(actor, 'stations.command')
  requireAct(actor, 'fleet.read')
  const templates = await loadTemplates()
  if (!templates.some((template) => template.id === id)) throw notFound('template', id)
  const drifts = await loadDrift(templates, { siteIds: sitesInScope(actor), templateId: id }, new Date())
  let [asked, left] = [0, 0]
  for (const { station, lines } of drifts) {
    const wrong = lines.filter(({ templateId, state }) => templateId === id && REPAIRED.has(state))
    if (wrong.length === 0) continue
    const isAsked = station.online && (await setValues(actor, station.identity, wrong).then(isDone, isConflict))
    if (isAsked) asked += 1
    else left += 1
  }
  return { asked, left }
}

/**
 * Asks every online station that a template is for to tell the keys of it that it has not told yet. One that cannot be asked is left out.
 * @throws DomainError forbidden | not-found
 */
export async function readTemplate(actor: Actor, id: bigint): Promise<{ asked: number; left: number }> {
  requireAct(actor, 'stations.command')
  requireAct(actor, 'fleet.read')
  const templates = await loadTemplates()
  if (!templates.some((template) => template.id === id)) throw notFound('template', id)
  const drifts = await loadDrift(templates, { siteIds: sitesInScope(actor), templateId: id }, new Date())
  let [asked, left] = [0, 0]
  for (const { station, lines } of drifts) {
    const keys = lines.filter((line) => line.templateId === id && line.state === 'unread').map(({ key }) => key)
    if (keys.length === 0) continue
    const command = { type: 'get-configuration', keys } as const
    const isAsked = station.online && (await requestCommand(actor, station.identity, command).then(isDone, isConflict))
    if (isAsked) asked += 1
    else left += 1
  }
  return { asked, left }
}

const isDone = () => true
/** It went offline, or is not let in any more, since we looked. */
function isConflict(error: unknown): false {
  if (error instanceof DomainError && error.code === 'conflict') return false
  throw error
}

/** @returns how many values were asked for */
export async function setValues(actor: Actor, identity: string, lines: readonly DriftLine[]): Promise<number> {
  const values = lines.slice(0, MOST_VALUES).map(({ key, wanted }) => ({ key, value: wanted }))
  await requestCommand(actor, identity, { type: 'set-configuration', values })
  return values.length
}
