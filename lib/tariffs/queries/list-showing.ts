import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { describeTariff } from '../describe-tariff'
import { stationObstacles } from '../station-obstacles'
import type { TariffTerms } from '../tariff'

/** The number of the message with the price on every station's display: the next price replaces it. */
export const PRICE_MESSAGE_ID = 2_147_483_001
/** SetDisplayMessage carries no more in 2.0.1. */
const LONGEST = 512

/** A station with outlets that a tariff prices, and what it can show of that. */
export interface Showing {
  readonly identity: string
  readonly isOnline: boolean
  /** `tariff`: it prices by itself (2.1); `text`: its display; `none`: its version has no words, or its outlets have several prices. */
  readonly means: 'tariff' | 'text' | 'none'
  /** Its EVSEs with this tariff; 0: all. */
  readonly evses: readonly number[]
  /** Whether it shows the version in effect, as far as we know. */
  readonly isCurrent: boolean
  /** Tariffs of ours it prices by that must go, because the one in effect cannot be told. */
  readonly stale: readonly string[]
  /** Its display tells a price that it should no longer tell: it prices by itself, or its outlets have several. */
  readonly hasOldText: boolean
}

/** Whether a station shows something else than it should and could. */
export const wantsTelling = ({ means, isCurrent, stale, hasOldText }: Showing): boolean =>
  (means !== 'none' && !isCurrent) || stale.length > 0 || hasOldText

/**
 * What stands on a display: the sentence in the country's language and in English, since no station says which its drivers read. Where
 * a display does not take both, the country's alone, cut where even that is too long.
 */
export const priceText = (terms: TariffTerms): string => {
  const text = describeTariff(terms, 'sv')
  const both = `${text} | ${describeTariff(terms, 'en')}`
  if (both.length <= LONGEST) return both
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}

/**
 * @param version the one in effect
 * @param options.isTold only connected stations that have been told a price of ours before
 */
export async function listShowing(
  actor: Actor,
  tariffId: bigint,
  version: { readonly id: bigint; readonly terms: TariffTerms | null },
  { isTold = false }: { isTold?: boolean } = {},
): Promise<Showing[]> {
  requireAct(actor, 'tariffs.read')
  const siteIds = sitesInScope(actor)
  const rows = await db().$queryRaw<Row[]>`
    select station.identity, coalesce(state.online, false) as online, state.protocol,
      array_agg(distinct evse.number) filter (where priced.id = ${tariffId}) as evses, bool_and(priced.id is not distinct from ${tariffId}) as whole,
      (select json_agg(json_build_object('key', held.tariff_key, 'evse', held.evse_number, 'version', held.tariff_version_id::text))
       from station_tariff as held
       where held.station_id = station.id and held.kind = 'default' and held.cleared_at is null and held.tariff_version_id is not null) as held,
      (select content from display_message as message
       where message.station_id = station.id and message.message_id = ${PRICE_MESSAGE_ID} and message.cleared_at is null) as text
    from connector join evse on evse.id = connector.evse_id join station on station.id = connector.station_id
    left join site on site.id = station.site_id left join station_state as state on state.station_id = station.id
    cross join lateral (
      select coalesce(connector.tariff_id, station.tariff_id, site.tariff_id, (select id from tariff where is_default)) as id
    ) as priced
    where station.registration = 'accepted'
      and (${siteIds === null} or station.site_id = any(${siteIds === null ? [] : [...siteIds]}::bigint[]))
      and (${!isTold} or (state.online and (
        exists (select 1 from station_tariff as told where told.station_id = station.id and told.kind = 'default'
          and told.cleared_at is null and told.tariff_version_id is not null)
        or exists (select 1 from display_message as told where told.station_id = station.id
          and told.message_id = ${PRICE_MESSAGE_ID} and told.cleared_at is null))))
    group by station.id, state.online, state.protocol
    having bool_or(priced.id = ${tariffId})
    order by station.identity`
  const { terms } = version
  const isTellable = terms !== null && stationObstacles(terms).length === 0
  const text = terms === null ? null : priceText(terms)
  return rows.map(({ identity, online, protocol, evses, whole, held, text: shown }) => {
    const is21 = protocol === 'ocpp2.1'
    const hasDisplay = is21 || protocol === 'ocpp2.0.1'
    const means = is21 && isTellable ? 'tariff' : hasDisplay && whole && text !== null ? 'text' : 'none'
    const wanted = whole ? [0] : [...evses].sort((a, b) => a - b)
    const holds = (evse: number) =>
      held?.some((one) => one.evse === evse && one.version === String(version.id)) ?? false
    // What another tariff's own EVSE holds is that tariff's affair.
    const isHere = (evse: number) => whole || evse === 0 || evses.includes(evse)
    const stale = is21 && !isTellable ? (held ?? []).flatMap(({ key, evse }) => (isHere(evse) ? key : [])) : []
    const isCurrent =
      means === 'tariff' ? wanted.every(holds) : means === 'text' && shown === text && stale.length === 0
    const hasOldText = means !== 'text' && shown !== null && text !== null
    return { identity, isOnline: online, means, evses: wanted, isCurrent: isCurrent && !hasOldText, stale, hasOldText }
  })
}

interface Row {
  readonly identity: string
  readonly online: boolean
  readonly protocol: string | null
  readonly evses: readonly number[]
  readonly whole: boolean
  readonly held: readonly { readonly key: string; readonly evse: number; readonly version: string }[] | null
  readonly text: string | null
}
