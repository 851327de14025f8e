import type { Sql } from '../../lib/db/coalesce'
import { SigningMeter } from '../../simulator/signing-meter'
import { isSigning } from './demo-fleet'
import { insertRows } from './insert-rows'
import type { DemoStation } from './network'

/** The operator has set the keys of one maker's meters; the other's are only known from the stations themselves. */
export async function writeMeterKeys(sql: Sql, stationIds: ReadonlyMap<DemoStation, bigint>): Promise<void> {
  const known = [...stationIds].filter(([{ model }]) => isSigning(model) && model.version !== 'ocpp1.6')
  await insertRows(
    sql,
    'meter_key',
    { station_id: 'bigint', evse_number: 'int', public_key: 'text', source: 'text', created_by: 'text' },
    known.flatMap(([{ serialNumber, model }, id]) =>
      model.outlets.map((_, at) => [
        id,
        at + 1,
        new SigningMeter(`${serialNumber}/${at + 1}`).publicKey,
        'operator',
        'system',
      ]),
    ),
  )
}
