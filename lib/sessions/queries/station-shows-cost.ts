import type { Writer } from '../../db/coalesce'

export interface CostDisplay {
  /** Whether the station says that it shows drivers what charging costs; null: it has not said. */
  readonly isOn: boolean | null
  /** The currency it shows, ISO 4217; null: not said. */
  readonly currency: string | null
}

interface Row {
  readonly station_id: string
  readonly key: string
  readonly value: string | null
}

const QUERY = {
  name: 'cost-displays',
  text: `SELECT station_id, key, value FROM configuration_value
    WHERE station_id = ANY($1::bigint[]) AND lower(component) = 'tariffcostctrlr' AND attribute = 'Actual'
    AND (lower(key) = 'currency' OR (lower(key) IN ('enabled', 'available') AND lower(instance) IN ('cost', '/cost', 'cost/')))`,
}

/**
 * What 2.x stations have told of TariffCostCtrlr, one statement for a whole batch. Enabled[Cost] decides, Available[Cost] when it says
 * nothing of that.
 */
export const costDisplays: Writer<bigint, CostDisplay> = {
  name: 'cost-displays',
  async write(tx, stationIds) {
    const { rows } = await tx.query<Row>({ ...QUERY, values: [[...new Set(stationIds.map(String))]] })
    const byStation = new Map<string, Map<string, string>>()
    for (const { station_id, key, value } of rows) {
      const said = byStation.get(station_id) ?? new Map<string, string>()
      byStation.set(station_id, said.set(key.toLowerCase(), value?.trim() ?? ''))
    }
    return stationIds.map((id) => displayOf(byStation.get(String(id))))
  },
}

function displayOf(said: ReadonlyMap<string, string> | undefined): CostDisplay {
  const word = said?.get('enabled') || said?.get('available')
  return {
    isOn: word === undefined || word === '' ? null : word.toLowerCase() === 'true',
    currency: said?.get('currency')?.toUpperCase() || null,
  }
}
