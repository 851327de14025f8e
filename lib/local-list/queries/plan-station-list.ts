import { pool } from '../../db/client'
import { DAY_MS } from '../../kernel/time'
import type { OcppVersion } from '../../ocpp-schemas/official'
import { ASKS_PAYMENT_FIRST } from '../../payments/queries/held-pay-places'
import { chooseEntries } from '../choose-entries'
import type { Forgotten } from '../forgotten'
import { listLimits, type SaidLimit } from '../list-limits'
import type { EntryMark } from '../local-entry'
import { type ListPage, planUpdate } from '../plan-update'
import { networkTokens } from './network-tokens'

export interface StationListPlan {
  /** As the station last confirmed it. */
  readonly version: number
  /** The station has said its version since it last booted, and holds what we know. */
  readonly isVerified: boolean
  /** None: it holds what it should. */
  readonly pages: readonly ListPage[]
  /** Tokens it has no room for. */
  readonly leftOut: number
  /** What it was compared with: the state of all tokens, or `empty`. */
  readonly comparedWith: string
}

/** Older use says little about who will come next. */
const USE_REMEMBERED_MS = 365 * DAY_MS

/**
 * What a station must be sent so that it holds what it should.
 * @param how full: the whole list whatever it holds; empty: a list without entries
 */
export async function planStationList(
  stationId: bigint,
  how: 'changes' | 'full' | 'empty',
  now = new Date(),
): Promise<StationListPlan> {
  const station = await readStation(stationId)
  const limits = listLimits(station.protocol ?? 'ocpp1.6', station.limits ?? [])
  const isCertain = station.stage === 'in-step' || station.stage === 'behind'
  const version = station.version ?? 0
  // A station that has never had a list (version 0) takes the first one whole.
  const held = { version, marks: station.entries ?? {}, isKnown: isCertain && version > 0 }
  const wanted = how === 'empty' ? NOTHING : await wantedBy(stationId, station, limits.room, now)
  return {
    version,
    isVerified: isCertain && isSinceBoot(station),
    pages: planUpdate(held, wanted.entries, limits, how === 'changes' ? 'changes' : 'full'),
    leftOut: wanted.leftOut,
    comparedWith: wanted.comparedWith,
  }
}

const NOTHING = { entries: [], leftOut: 0, comparedWith: 'empty' } as const

const isSinceBoot = ({ checked_at, booted_at }: Row) =>
  checked_at !== null && (booted_at === null || checked_at >= booted_at)

async function wantedBy(stationId: bigint, station: Row, room: number, now: Date) {
  const { tokens, state } = await networkTokens()
  const chosen = chooseEntries(tokens, {
    protocol: station.protocol ?? 'ocpp1.6',
    room,
    autocharge: station.autocharge,
    asksPaymentFirst: station.asks_payment_first,
    usedAt: await usedAt(stationId, now),
    forgotten: station.forgotten,
    now,
  })
  return { ...chosen, comparedWith: state }
}

interface Row {
  autocharge: boolean
  asks_payment_first: boolean
  protocol: OcppVersion | null
  booted_at: Date | null
  version: number | null
  entries: Record<string, EntryMark> | null
  forgotten: Forgotten | null
  stage: string | null
  checked_at: Date | null
  limits: SaidLimit[] | null
}

async function readStation(stationId: bigint): Promise<Row> {
  const { rows } = await pool().query<Row>(
    `SELECT station.autocharge, station_state.protocol, station_state.booted_at, local_list.version, local_list.entries,
       nullif(local_list.forgotten, '{}') AS forgotten, local_list.stage, local_list.checked_at,
       (SELECT bool_and(${ASKS_PAYMENT_FIRST}) FROM station st LEFT JOIN site ON site.id = st.site_id
         LEFT JOIN connector c ON c.station_id = st.id WHERE st.id = station.id) AS asks_payment_first,
       (SELECT json_agg(json_build_object('component', component, 'key', key, 'value', value, 'maxLimit', max_limit))
        FROM configuration_value WHERE configuration_value.station_id = station.id AND attribute = 'Actual' AND evse_number = 0
          AND (component = '' AND lower(key) IN ('localauthlistmaxlength', 'sendlocallistmaxlength')
            OR lower(component) = 'localauthlistctrlr')) AS limits
     FROM station LEFT JOIN station_state ON station_state.station_id = station.id
       LEFT JOIN local_list ON local_list.station_id = station.id
     WHERE station.id = $1`,
    [stationId],
  )
  return rows[0]!
}

async function usedAt(stationId: bigint, now: Date): Promise<ReadonlyMap<bigint, Date>> {
  const { rows } = await pool().query<{ token_id: string; at: Date }>(
    `SELECT token_id, max(started_at) AS at FROM session
     WHERE station_id = $1 AND started_at > $2 AND token_id IS NOT NULL GROUP BY token_id`,
    [stationId, new Date(now.getTime() - USE_REMEMBERED_MS)],
  )
  return new Map(rows.map((row) => [BigInt(row.token_id), row.at]))
}
