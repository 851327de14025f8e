import { configurationKey } from '../../configuration/configuration-key'
import { db, pool } from '../../db/client'
import { type DriftLine, driftOf, type HeldValue, type StationFacts, type TriedValue, triedKey } from '../drift'
import { foldKey, isFor, type Template, type TemplateValue, wantedValues } from '../template'

/** A station that some template is for. */
export interface TemplateStation {
  readonly key: bigint
  readonly identity: string
  readonly name: string
  readonly online: boolean
  readonly protocol: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly firmware: string | null
  readonly bootedAt: Date | null
}

export interface StationDrift {
  readonly station: TemplateStation
  readonly lines: readonly DriftLine[]
}

export interface DriftScope {
  /** Null: all. */
  readonly siteIds: readonly bigint[] | null
  /** Only this station. */
  readonly stationKey?: bigint
  /** Only stations this template is for. */
  readonly templateId?: bigint
  /** Only online stations that have booted since. */
  readonly bootedSince?: Date
  /** Stations whose values need not be looked at. */
  readonly isLeftOut?: (station: TemplateStation) => boolean
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

/** Where stations are not as their templates want them; stations that no template is for are left out. */
export async function loadDrift(
  templates: readonly Template[],
  scope: DriftScope,
  now: Date,
): Promise<readonly StationDrift[]> {
  const changedAt = new Map(templates.map(({ id, updatedAt }) => [id, updatedAt]))
  const matched = (await loadStations(scope)).flatMap((station) => {
    if (scope.isLeftOut?.(station)) return []
    const mine = templates.filter((template) => isFor(template, station))
    const isMeant = scope.templateId === undefined ? mine.length > 0 : mine.some(({ id }) => id === scope.templateId)
    return isMeant ? [{ station, wanted: wantedValues(mine) }] : []
  })
  const keys = matched.map(({ station }) => station.key)
  const names = new Set(matched.flatMap(({ wanted }) => wanted.map(({ key }) => foldKey(key))))
  const [held, tried] = await Promise.all([loadHeld(keys, names), loadTried(keys)])
  const firmwareChangedAt = await loadFirmwareChanges([...tried.keys()])
  return matched.map(({ station, wanted }) => {
    const facts: StationFacts = {
      kind: station,
      held: held.get(station.key) ?? new Map(),
      tried: tried.get(station.key) ?? new Map(),
      firmwareChangedAt: firmwareChangedAt.get(station.key) ?? null,
      bootedAt: station.bootedAt,
    }
    return { station, lines: driftOf(wanted, facts, changedAt, now) }
  })
}

async function loadStations({ siteIds, stationKey, bootedSince }: DriftScope): Promise<TemplateStation[]> {
  const { rows } = await pool().query<
    Omit<TemplateStation, 'key' | 'bootedAt'> & { key: string; booted_at: Date | null }
  >(
    `SELECT station.id AS key, identity, name, coalesce(online, false) AS online, protocol, vendor, model, firmware, booted_at
     FROM station JOIN station_state ON station_state.station_id = station.id
     WHERE registration = 'accepted' AND ($1::bigint[] IS NULL OR site_id = ANY($1)) AND ($2::bigint IS NULL OR station.id = $2)
       AND ($3::timestamptz IS NULL OR (online AND booted_at >= $3))
     ORDER BY identity`,
    [siteIds, stationKey ?? null, bootedSince ?? null],
  )
  return rows.map(({ key, booted_at: bootedAt, ...row }) => ({ ...row, key: BigInt(key), bootedAt }))
}

/** @param names folded */
async function loadHeld(stationKeys: readonly bigint[], names: ReadonlySet<string>) {
  const held = new Map<bigint, Map<string, HeldValue>>()
  if (stationKeys.length === 0) return held
  const variables = [
    ...new Set(
      [...names].map(
        (name) =>
          name
            .replace(/\[[^\]]*\]$/, '')
            .split('.')
            .pop() ?? name,
      ),
    ),
  ]
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
