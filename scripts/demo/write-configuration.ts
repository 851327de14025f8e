import type { Sql } from '../../lib/db/coalesce'
import { HOUR_MS } from '../../lib/kernel/time'
import { temperatureMonitor } from '../../simulator/answer-monitors'
import { worksOf } from '../../simulator/configuration'
import type { StationSpec } from '../../simulator/fleet-file'
import { demoFleet } from './demo-fleet'
import { insertRows } from './insert-rows'
import type { DemoNetwork, DemoStation } from './network'

/** What every station is set to, as it told when it was last asked: where it is not as its templates want it shows at once. */
export async function writeConfiguration(
  sql: Sql,
  network: DemoNetwork,
  stationIds: ReadonlyMap<DemoStation, bigint>,
  now: number,
): Promise<void> {
  const { stations } = demoFleet(network, { url: '' }, '', new Map())
  const ids = new Map([...stationIds].map(([{ identity }, id]) => [identity, id]))
  const readAt = new Date(now - 20 * HOUR_MS)
  const rows = stations.flatMap((spec) =>
    Object.entries(worksOf(spec)).map(([name, { value, isReadonly, isSecret = false }]) => {
      const [component, key] = spec.version === 'ocpp1.6' ? ['', name] : name.split('.')
      return [ids.get(spec.identity), component, key, isSecret ? null : value, isReadonly, isSecret, readAt]
    }),
  )
  const columns = {
    station_id: 'bigint',
    component: 'text',
    key: 'text',
    value: 'text',
    readonly: 'boolean',
    write_only: 'boolean',
    updated_at: 'timestamptz',
  }
  await insertRows(sql, 'configuration_value', columns, rows)
  await writeMonitors(sql, stations, ids, readAt)
}

/** Which of its monitors a 2.1 station streams the values of, so that the stream has a name. */
async function writeMonitors(
  sql: Sql,
  stations: readonly StationSpec[],
  ids: ReadonlyMap<string, bigint>,
  seenAt: Date,
): Promise<void> {
  const columns = {
    station_id: 'bigint',
    monitor_id: 'int',
    component: 'text',
    variable: 'text',
    type: 'text',
    value: 'float8',
    severity: 'int',
    origin: 'text',
    seen_at: 'timestamptz',
  }
  const rows = stations
    .filter(({ version }) => version === 'ocpp2.1')
    .map(({ identity, connectors }) => {
      const monitor = ['ChargingStation', 'Temperature', 'Periodic', 60, 8, 'HardWiredMonitor']
      return [ids.get(identity), temperatureMonitor({ connectors }), ...monitor, seenAt]
    })
  await insertRows(sql, 'variable_monitor', columns, rows)
}
