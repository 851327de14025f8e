import { pool } from '../db/client'
import type { Writer } from '../db/coalesce'
import { deleteInPortions } from '../db/delete-in-portions'
import { env } from '../env'
import { isSecretKey } from './secret-key'

/** What a station said of its configuration: 1.6 keys (component '') or 2.x device-model variables. */
export interface ConfigurationSaid {
  readonly stationId: bigint
  readonly values: readonly ConfigurationValueSaid[]
  readonly receivedAt: Date
}

/** One value. What is left out was not said this time: what the station has said of it before stays. */
export interface ConfigurationValueSaid extends Characteristics {
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
  /** Null: the station keeps it to itself. */
  readonly value: string | null
  readonly readonly?: boolean
  readonly writeOnly?: boolean
}

/** What kind of values a variable takes. 1.6 tells none of it. */
export interface Characteristics {
  /** string decimal integer dateTime boolean OptionList SequenceList MemberList */
  readonly dataType?: string
  readonly unit?: string
  readonly minLimit?: number
  readonly maxLimit?: number
  /** Comma-separated. */
  readonly valuesList?: string
  readonly supportsMonitoring?: boolean
}

/**
 * Keeps the latest value of each key and, where it became another one, what it was; the rest of the station's configuration stays.
 * One statement per batch.
 */
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
        value: isSecretKey(value.key) ? null : value.value,
        readonly: value.readonly,
        write_only: value.writeOnly,
        data_type: value.dataType,
        unit: value.unit,
        min_limit: value.minLimit,
        max_limit: value.maxLimit,
        values_list: value.valuesList,
        supports_monitoring: value.supportsMonitoring,
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

const NAMED = 'station_id, component, instance, evse_number, connector_number, key, attribute'
const SAYS = ['data_type', 'unit', 'min_limit', 'max_limit', 'values_list', 'supports_monitoring']

// The last word on a key wins when one batch says it twice; a statement must not touch a row twice. `before` is the table as it was.
const UPSERT = `
  WITH said AS (
    SELECT DISTINCT ON (${NAMED}) *
    FROM ROWS FROM (json_to_recordset($1::json) AS (station_id bigint, component text, instance text, evse_number int,
      connector_number int, key text, attribute text, value text, readonly boolean, write_only boolean, data_type text, unit text,
      min_limit float8, max_limit float8, values_list text, supports_monitoring boolean, updated_at timestamptz)) WITH ORDINALITY
    ORDER BY ${NAMED}, ordinality DESC
  ), change AS (
    INSERT INTO configuration_change (${NAMED}, before, after, at)
    SELECT ${NAMED}, before.value, said.value, said.updated_at
    FROM said JOIN configuration_value AS before USING (${NAMED})
    WHERE before.value IS DISTINCT FROM said.value
  )
  INSERT INTO configuration_value (${NAMED}, value, readonly, write_only, ${SAYS.join(', ')}, updated_at)
  SELECT ${NAMED}, said.value, coalesce(said.readonly, before.readonly, false), coalesce(said.write_only, before.write_only, false),
    ${SAYS.map((column) => `coalesce(said.${column}, before.${column})`).join(', ')}, said.updated_at
  FROM said LEFT JOIN configuration_value AS before USING (${NAMED})
  ON CONFLICT (${NAMED}) DO UPDATE SET
    ${['value', 'readonly', 'write_only', ...SAYS, 'updated_at'].map((column) => `${column} = excluded.${column}`).join(', ')}`

/** What stations' values were changed from and to, `CONFIGURATION_RETENTION_DAYS` ago and longer, goes. Their values stay. For the worker. */
export async function forgetOldChanges(now: Date): Promise<number> {
  return deleteInPortions(OLD_CHANGES, [now, env().CONFIGURATION_RETENTION_DAYS])
}

// By the place of the row: no index would find single rows of so many in so little.
const OLD_CHANGES = `
  DELETE FROM configuration_change WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM configuration_change WHERE at < $1::timestamptz - make_interval(days => $2) LIMIT $3
  ))`
