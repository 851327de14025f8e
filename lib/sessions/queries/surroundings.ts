import { db, type Transaction } from '../../db/client'
import { listQuarters } from '../../spot-prices/queries/list-quarters'
import { looksAround } from '../../tariffs/compile-tariff'
import type { TariffTerms } from '../../tariffs/tariff'
import type { Surroundings } from '../session-facts'

export interface ToPrice {
  readonly id: bigint
  readonly startedAt: Date
  /** Its end, or now. */
  readonly until: Date
  readonly terms: TariffTerms | null | 'unreadable'
}

/**
 * What tariffs with times of day, limits or spot prices look at besides the session itself: its site's clocks, the meter's readings and
 * the exchange's prices. Sessions with plain tariffs are not asked for: without any other there is no statement.
 * @param client a transaction that is open, so that no second connection is taken
 */
export async function surroundingsOf(
  sessions: readonly ToPrice[],
  client: Transaction = db(),
): Promise<ReadonlyMap<bigint, Surroundings>> {
  const wanted = sessions.filter(({ terms }) => terms !== null && terms !== 'unreadable' && looksAround(terms))
  if (wanted.length === 0) return new Map()
  const ids = wanted.map(({ id }) => id)
  const [places, readings] = await Promise.all([
    client.$queryRaw<{ id: bigint; zone: string; area: string }[]>`
      select s.id, site.time_zone as zone, site.price_area as area
      from session s join site on site.id = s.site_id where s.id = any(${ids})`,
    client.$queryRaw<{ id: bigint; at: Date; wh: string }[]>`
      select session_id as id, at, energy_wh::text as wh from reading
      where session_id = any(${ids}) and energy_wh is not null order by at`,
  ])
  const placeOf = new Map(places.map((place) => [place.id, place]))
  const readingsOf = new Map(ids.map((id): [bigint, { at: number; energyWh: string }[]] => [id, []]))
  for (const { id, at, wh } of readings) readingsOf.get(id)?.push({ at: at.getTime(), energyWh: wh })
  const spotOf = await quartersOf(wanted, placeOf, client)
  return new Map(
    wanted.map(({ id, startedAt, until }) => {
      const place = placeOf.get(id)
      const inside = ({ at }: { at: number }) => at > startedAt.getTime() - DAY && at <= until.getTime()
      return [
        id,
        {
          ...(place && { timeZone: place.zone }),
          readings: readingsOf.get(id) ?? [],
          spot: place ? (spotOf.get(place.area)?.filter(inside) ?? []) : [],
        },
      ]
    }),
  )
}

const DAY = 86_400_000

/** Per area once, over all its sessions. */
async function quartersOf(
  wanted: readonly ToPrice[],
  placeOf: ReadonlyMap<bigint, { area: string }>,
  client: Transaction,
) {
  const spans = new Map<string, { from: Date; until: Date }>()
  for (const { id, terms, startedAt, until } of wanted) {
    const area = placeOf.get(id)?.area
    if (area === undefined || !hasSpot(terms)) continue
    const span = spans.get(area)
    spans.set(area, {
      from: span === undefined || startedAt < span.from ? startedAt : span.from,
      until: span === undefined || until > span.until ? until : span.until,
    })
  }
  const lists = await Promise.all(
    [...spans].map(async ([area, span]) => [area, await listQuarters({ area, ...span }, client)] as const),
  )
  return new Map(lists)
}

const hasSpot = (terms: ToPrice['terms']) =>
  terms !== null &&
  terms !== 'unreadable' &&
  terms.elements.some(({ components }) =>
    components.some((one) => one.dimension === 'energy' && one.spot !== undefined),
  )
