import { configurationKey } from '../../configuration/configuration-key'
import { db, pool } from '../../db/client'
import { loadPolicies } from '../../offline-policy/queries/load-policies'
import { type DriftLine, driftOf, type HeldValue, type StationFacts, type TriedValue, triedKey } from '../drift'
import { policyValuesOf } from '../overruled'
import { foldKey, isFor, type Template, type TemplateValue, variableOf, wantedValues } from '../template'
import type { TemplateStation } from './load-stations'

export interface StationDrift {
  readonly station: TemplateStation
  readonly lines: readonly DriftLine[]
}

/** All templates in use. */
export async function loadTemplates(): Promise<readonly Template[]> {
  const rows = await db().configurationTemplate.findMany({
    where: { archived: false },
    select: {
      id: true,
      name: true,
      vendor: true,
      model: true,
      protocol: true,
      values: true,
      repairOnBoot: true,
      updatedAt: true,
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ values, ...row }) => ({ ...row, values: values as unknown as TemplateValue[] }))
}

/** Where these stations are not as their templates want them; those that no template is for are left out. */
export async function loadDrift(
  templates: readonly Template[],
  stations: readonly TemplateStation[],
  now: Date,
): Promise<readonly StationDrift[]> {
  const changedAt = new Map(templates.map(({ id, updatedAt }) => [id, updatedAt]))
  const matched = stations.flatMap((station) => {
    const mine = templates.filter((template) => isFor(template, station))
    return mine.length > 0 ? [{ station, wanted: wantedValues(mine) }] : []
  })
  const keys = matched.map(({ station }) => station.key)
  const names = new Set(matched.flatMap(({ wanted }) => wanted.map(({ key }) => foldKey(key))))
  const [held, tried, policies] = await Promise.all([loadHeld(keys, names), loadTried(keys), loadPolicies()])
  const firmwareChangedAt = await loadFirmwareChanges([...tried.keys()])
  return matched.map(({ station, wanted }) => {
    const facts: StationFacts = {
      kind: station,
      held: held.get(station.key) ?? new Map(),
      tried: tried.get(station.key) ?? new Map(),
      firmwareChangedAt: firmwareChangedAt.get(station.key) ?? null,
      bootedAt: station.bootedAt,
      policy: policyValuesOf(station, policies),
    }
    return { station, lines: driftOf(wanted, facts, changedAt, now) }
  })
}

/** @param names folded */
async function loadHeld(stationKeys: readonly bigint[], names: ReadonlySet<string>) {
  const held = new Map<bigint, Map<string, HeldValue>>()
  if (stationKeys.length === 0) return held
  const variables = [...new Set([...names].map(variableOf))]
  const { rows } = await pool().query<{
    station_id: string
    component: string
    instance: string
    evse_number: number
    connector_number: number
    key: string
    value: string | null
    readonly: boolean
    data_type: string | null
  }>(
    `SELECT station_id, component, instance, evse_number, connector_number, key, value, readonly, data_type
     FROM configuration_value
     WHERE station_id = ANY($1) AND attribute = 'Actual' AND (lower(key) = ANY($2) OR lower(key) = ANY($3))`,
    [stationKeys, variables, [...names]],
  )
  for (const row of rows) {
    const name = foldKey(
      configurationKey({ ...row, evseNumber: row.evse_number, connectorNumber: row.connector_number }),
    )
    if (!names.has(name)) continue
    const stationKey = BigInt(row.station_id)
    const values = held.get(stationKey) ?? new Map<string, HeldValue>()
    held.set(stationKey, values.set(name, { value: row.value, readonly: row.readonly, dataType: row.data_type }))
  }
  return held
}

/** What we have tried to set by ourselves, the newest try of each value. People's own commands are theirs. */
async function loadTried(stationKeys: readonly bigint[]) {
  const tried = new Map<bigint, Map<string, TriedValue>>()
  if (stationKeys.length === 0) return tried
  const rows = await db().command.findMany({
    where: { stationId: { in: [...stationKeys] }, type: 'set-configuration', requestedBy: 'worker' },
    select: { stationId: true, stage: true, payload: true, answer: true, queuedAt: true },
    orderBy: { id: 'asc' },
  })
  for (const { stationId, stage, payload, answer, queuedAt } of rows) {
    const values = tried.get(stationId) ?? new Map<string, TriedValue>()
    tried.set(stationId, values)
    const results = (answer as { results?: readonly { key: string; status: string }[] } | null)?.results ?? []
    const statuses = new Map(results.map(({ key, status }) => [foldKey(key), status]))
    for (const { key, value } of (payload as unknown as { values: readonly TemplateValue[] }).values) {
      const isUnderWay = stage === 'queued' || stage === 'sent'
      if (stage === 'expired') continue // it was never told
      values.set(triedKey(key, value), { at: queuedAt, status: statuses.get(foldKey(key)) ?? null, isUnderWay })
    }
  }
  return tried
}

/** When each station was last seen with another firmware than it has now. */
async function loadFirmwareChanges(stationKeys: readonly bigint[]): Promise<ReadonlyMap<bigint, Date>> {
  if (stationKeys.length === 0) return new Map()
  const { rows } = await pool().query<{ station_id: string; at: Date }>(
    `SELECT station_id, max(at) AS at FROM station_event JOIN station_state USING (station_id)
     WHERE station_id = ANY($1) AND kind = 'boot' AND detail ->> 'firmware' IS DISTINCT FROM station_state.firmware
     GROUP BY station_id`,
    [stationKeys],
  )
  return new Map(rows.map(({ station_id, at }) => [BigInt(station_id), at]))
}
