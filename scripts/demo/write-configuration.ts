import type { Sql } from '../../lib/db/coalesce'
import { HOUR_MS } from '../../lib/kernel/time'
import { worksOf } from '../../simulator/configuration'
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
}
