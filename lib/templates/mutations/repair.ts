import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { requestCommand } from '../../commands/mutations/request-command'
import { DomainError } from '../../kernel/errors'
import { getStationKey } from '../../stations/queries/find-station'
import { type DriftLine, isRepaired } from '../drift'
import { loadDrift, loadTemplates } from '../queries/load-drift'
import { loadStations } from '../queries/load-stations'

/** What one command may hold (see `set-configuration`). */
const MOST_VALUES = 100

/**
 * Asks one station to take what its templates want and it has not. @returns how many values
 * @throws DomainError forbidden | not-found | conflict (offline, or nothing differs)
 */
export async function repairStation(actor: Actor, identity: string): Promise<{ values: number }> {
  requireAct(actor, 'stations.command')
  const station = await getStationKey(actor, identity)
  const stations = await loadStations({ siteIds: sitesInScope(actor), keys: [station.key] })
  const [drift] = await loadDrift(await loadTemplates(), stations, new Date())
  const lines = drift?.lines.filter(({ state }) => isRepaired(state)) ?? []
  if (lines.length === 0)
    throw new DomainError('conflict', 'Nothing differs from its templates.', { reason: 'nothing-differs' })
  return { values: await setValues(actor, station.identity, lines) }
}

/** @returns how many values were asked for */
export async function setValues(actor: Actor, identity: string, lines: readonly DriftLine[]): Promise<number> {
  const values = lines.slice(0, MOST_VALUES).map(({ key, wanted }) => ({ key, value: wanted }))
  await requestCommand(actor, identity, { type: 'set-configuration', values })
  return values.length
}
