import { pool } from '../../db/client'

/** Which outlets of a station ask for payment first, as `evse:connector`. */
interface Held {
  readonly asking: ReadonlySet<string>
  readonly asksEverywhere: boolean
}

/** By station: what this process knows without asking. Stations that ask nowhere are not in it. */
let held: ReadonlyMap<bigint, Held> = new Map()

/**
 * Whether nothing may start unpaid there, as far as this process knows; no query.
 * @param evse null (or 0): not said, so only what holds at every outlet of the station
 */
export function asksPaymentFirst(stationId: bigint, evse: number | null, connector: number | null): boolean {
  const station = held.get(stationId)
  if (station === undefined) return false
  if (!evse || station.asksEverywhere) return station.asksEverywhere
  return station.asking.has(`${evse}:${connector || 1}`)
}

/** SQL: whether nothing may start unpaid at connector `c` of station `st` at site `site`, with the default tariff in `d`. */
export const ASKS_PAYMENT_FIRST = `(coalesce(site.asks_payment_first, false) OR coalesce((
  SELECT t.asks_payment_first FROM tariff t WHERE t.id = coalesce(c.tariff_id, st.tariff_id, site.tariff_id,
    (SELECT d.id FROM tariff d WHERE d.is_default AND NOT d.archived))), false))`

/** Reads into memory where payment is asked for first, for processes that answer stations. One query; nothing where nobody asks. */
export async function holdPayPlaces(): Promise<void> {
  const { rows } = await pool().query<{ station: string; places: string[] | null; everywhere: boolean }>(`
    SELECT st.id AS station, bool_and(${ASKS_PAYMENT_FIRST}) AS everywhere,
      array_agg(e.number || ':' || c.number) FILTER (WHERE c.id IS NOT NULL AND ${ASKS_PAYMENT_FIRST}) AS places
    FROM station st LEFT JOIN site ON site.id = st.site_id LEFT JOIN connector c ON c.station_id = st.id
      LEFT JOIN evse e ON e.id = c.evse_id
    WHERE EXISTS (SELECT 1 FROM site WHERE asks_payment_first) OR EXISTS (SELECT 1 FROM tariff WHERE asks_payment_first)
    GROUP BY st.id HAVING bool_or(${ASKS_PAYMENT_FIRST})`)
  held = new Map(
    rows.map(({ station, places, everywhere }) => [
      BigInt(station),
      { asking: new Set(places), asksEverywhere: everywhere },
    ]),
  )
}
