import { pool } from '../../db/client'

export interface CostDisplay {
  /** Whether the station says that it shows drivers what charging costs; null: it has not said. */
  readonly isOn: boolean | null
  /** The currency it shows, ISO 4217; null: not said. */
  readonly currency: string | null
}

const QUERY = {
  name: 'station-shows-cost',
  text: `SELECT key, value FROM configuration_value WHERE station_id = $1 AND lower(component) = 'tariffcostctrlr' AND attribute = 'Actual'
    AND (lower(key) = 'currency' OR (lower(key) IN ('enabled', 'available') AND lower(instance) IN ('cost', '/cost', 'cost/')))`,
}

/** For the gateway: what a 2.x station has told of TariffCostCtrlr. Enabled[Cost] decides, Available[Cost] when it says nothing of that. */
export async function stationShowsCost(stationId: bigint): Promise<CostDisplay> {
  const { rows } = await pool().query<{ key: string; value: string | null }>({ ...QUERY, values: [stationId] })
  const said = new Map(rows.map(({ key, value }) => [key.toLowerCase(), value?.trim() ?? '']))
  const word = said.get('enabled') || said.get('available')
  return {
    isOn: word === undefined || word === '' ? null : word.toLowerCase() === 'true',
    currency: said.get('currency')?.toUpperCase() || null,
  }
}
