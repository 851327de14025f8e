import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'
import { configurationKey } from '../configuration-key'
import { knownKey } from '../known-keys'

export interface ConfigurationRow {
  readonly id: bigint
  /** As a command names it, e.g. HeartbeatInterval or OCPPCommCtrlr.HeartbeatInterval. */
  readonly name: string
  /** '' in OCPP 1.6. */
  readonly component: string
  /** 0: the station itself. */
  readonly evse: number
  /** Actual, Target, MinSet, MaxSet; Actual in 1.6. */
  readonly attribute: string
  /** Null when the station said none, and for secrets, which are never kept. */
  readonly value: string | null
  readonly readonly: boolean
  readonly writeOnly: boolean
  /** string decimal integer dateTime boolean OptionList SequenceList MemberList; null: the station has not said. */
  readonly dataType: string | null
  readonly unit: string | null
  readonly minLimit: number | null
  readonly maxLimit: number | null
  readonly valuesList: readonly string[] | null
  readonly supportsMonitoring: boolean | null
  readonly updatedAt: Date
  /** When it last became another value than it was; null: not since it was first read. */
  readonly changedAt: Date | null
}

interface Read {
  id: string
  component: string
  instance: string
  evse_number: number
  connector_number: number
  key: string
  attribute: string
  value: string | null
  readonly: boolean
  write_only: boolean
  data_type: string | null
  unit: string | null
  min_limit: number | null
  max_limit: number | null
  values_list: string | null
  supports_monitoring: boolean | null
  updated_at: Date
  changed_at: Date | null
  vendor: string | null
  model: string | null
}

/** What a station has said of its configuration, by name. @throws DomainError not-found */
export async function listConfiguration(actor: Actor, identity: string): Promise<readonly ConfigurationRow[]> {
  requireAct(actor, 'stations.command')
  const station = await getStationKey(actor, identity)
  const { rows } = await pool().query<Read>(SELECT, [station.key])
  return rows.map((row) => {
    const known = row.component === '' ? knownKey(row, row.key) : null
    return {
      id: BigInt(row.id),
      name: configurationKey({
        component: row.component,
        instance: row.instance,
        evseNumber: row.evse_number,
        connectorNumber: row.connector_number,
        key: row.key,
      }),
      component: row.component,
      evse: row.evse_number,
      attribute: row.attribute,
      value: row.value,
      readonly: row.readonly,
      writeOnly: row.write_only,
      dataType: row.data_type ?? known?.dataType ?? null,
      unit: row.unit ?? known?.unit ?? null,
      minLimit: row.min_limit ?? known?.minLimit ?? null,
      maxLimit: row.max_limit ?? known?.maxLimit ?? null,
      valuesList: row.values_list === null ? null : row.values_list.split(',').map((word) => word.trim()),
      supportsMonitoring: row.supports_monitoring,
      updatedAt: row.updated_at,
      changedAt: row.changed_at,
    }
  })
}

const SELECT = `
  SELECT held.id, component, instance, evse_number, connector_number, key, attribute, value, readonly, write_only, data_type, unit,
    min_limit, max_limit, values_list, supports_monitoring, updated_at, changed_at, vendor, model
  FROM configuration_value AS held LEFT JOIN station_state ON station_state.station_id = held.station_id LEFT JOIN (
    SELECT component, instance, evse_number, connector_number, key, attribute, max(at) AS changed_at
    FROM configuration_change WHERE station_id = $1 GROUP BY component, instance, evse_number, connector_number, key, attribute
  ) AS change USING (component, instance, evse_number, connector_number, key, attribute)
  WHERE held.station_id = $1
  ORDER BY component, evse_number, connector_number, instance, key, attribute`
