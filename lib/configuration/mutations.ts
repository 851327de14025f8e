import { pool } from '../db/client'
import type { Writer } from '../db/coalesce'

/** What a station said of its configuration: 1.6 keys (component '') or 2.0.1 device-model variables. */
export interface ConfigurationSaid {
  readonly stationId: bigint
  readonly values: readonly ConfigurationValueSaid[]
  readonly receivedAt: Date
}

export interface ConfigurationValueSaid {
  /** '' in 1.6. */
  readonly component: string
  /** "componentInstance/variableInstance" when either has one, else ''. */
  readonly instance: string
  readonly evseNumber: number
  /** Within the EVSE; 0 (the EVSE itself) when left out. */
  readonly connectorNumber?: number
  readonly key: string
  /** Actual in 1.6. */
  readonly attribute: string
  readonly value: string | null
  readonly readonly: boolean
}

/** Passwords and keys are set, never read back into a place where people look. */
const SECRET = /password|authorizationkey|secret|privatekey/i

/** Keeps the latest value of each key; the rest of the station's configuration stays as it was. */
export const recordConfiguration: Writer<ConfigurationSaid, void> = {
  name: 'configuration',
  async write(tx, said) {
    const rows = said.flatMap(({ stationId, values, receivedAt }) =>
      values.map((value) => ({
        station_id: String(stationId),
        component: value.component,
        instance: value.instance,
        evse_number: value.evseNumber,
        connector_number: value.connectorNumber ?? 0,
        key: value.key,
        attribute: value.attribute,
        value: SECRET.test(value.key) ? null : value.value,
        readonly: value.readonly,
        updated_at: receivedAt,
      })),
    )
    if (rows.length > 0) {
      await tx.query({ name: 'record-configuration', text: UPSERT, values: [JSON.stringify(rows)] })
    }
    return said.map(() => undefined)
  },
}

/** The same outside a batch: for what a station answered to a command of ours. */
export async function saveConfiguration(said: ConfigurationSaid): Promise<void> {
  await recordConfiguration.write(pool(), [said])
}

// The last word on a key wins when one batch says it twice; a statement must not touch a row twice.
const UPSERT = `
  INSERT INTO configuration_value (station_id, component, instance, evse_number, connector_number, key, attribute, value, readonly, updated_at)
  SELECT DISTINCT ON (station_id, component, instance, evse_number, connector_number, key, attribute)
    station_id, component, instance, evse_number, connector_number, key, attribute, value, readonly, updated_at
  FROM ROWS FROM (json_to_recordset($1::json) AS (station_id bigint, component text, instance text, evse_number int, connector_number int, key text,
    attribute text, value text, readonly boolean, updated_at timestamptz)) WITH ORDINALITY
  ORDER BY station_id, component, instance, evse_number, connector_number, key, attribute, ordinality DESC
  ON CONFLICT (station_id, component, instance, evse_number, connector_number, key, attribute) DO UPDATE
  SET value = excluded.value, readonly = excluded.readonly, updated_at = excluded.updated_at`
