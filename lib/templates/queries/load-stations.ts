import { pool } from '../../db/client'
import type { Template } from '../template'

/** A station as templates see it. */
export interface TemplateStation {
  readonly key: bigint
  readonly identity: string
  readonly name: string
  readonly siteId: bigint | null
  readonly online: boolean
  readonly protocol: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly firmware: string | null
  readonly bootedAt: Date | null
}

export interface StationsWanted {
  /** Null: all. */
  readonly siteIds: readonly bigint[] | null
  /** Only these stations. */
  readonly keys?: readonly bigint[]
  /** Only stations this template is for. */
  readonly template?: Pick<Template, 'vendor' | 'model' | 'protocol'>
  /** Only online stations that have booted since. */
  readonly bootedSince?: Date
  /** Only those behind this one, in the order of their keys. */
  readonly after?: bigint
}

/** At once: enough for a turn of the worker, and never a whole network in memory. */
const PORTION = 500

/** Accepted stations in the order of their keys, a portion at a time. */
export async function loadStations(wanted: StationsWanted, limit = PORTION): Promise<readonly TemplateStation[]> {
  const { siteIds, keys, template, bootedSince, after } = wanted
  const { rows } = await pool().query<Read>(STATIONS, [
    siteIds,
    keys ?? null,
    bootedSince ?? null,
    after ?? 0n,
    template?.vendor ?? '',
    template?.model ?? '',
    template?.protocol ?? '',
    limit,
  ])
  return rows.map(({ key, site_id, booted_at: bootedAt, ...row }) => ({
    ...row,
    key: BigInt(key),
    siteId: site_id === null ? null : BigInt(site_id),
    bootedAt,
  }))
}

type Read = Omit<TemplateStation, 'key' | 'siteId' | 'bootedAt'> & {
  readonly key: string
  readonly site_id: string | null
  readonly booted_at: Date | null
}

const STATIONS = `
  SELECT station.id AS key, identity, name, site_id, coalesce(online, false) AS online, protocol, vendor, model, firmware, booted_at
  FROM station JOIN station_state ON station_state.station_id = station.id
  WHERE registration = 'accepted' AND ($1::bigint[] IS NULL OR site_id = ANY($1)) AND ($2::bigint[] IS NULL OR station.id = ANY($2))
    AND ($3::timestamptz IS NULL OR (online AND booted_at >= $3)) AND station.id > $4
    AND ($5 = '' OR lower(btrim(vendor)) = lower($5)) AND ($6 = '' OR lower(btrim(model)) = lower($6)) AND ($7 = '' OR protocol = $7)
  ORDER BY station.id LIMIT $8`
