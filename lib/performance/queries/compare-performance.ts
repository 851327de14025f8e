import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import type { ComparedBy } from '../compared-by'
import { type PerformanceFilter, WANTED_DAYS, wantedValues } from './wanted-days'

/** One of what is compared, with the numerators and denominators of its figures. */
export interface ComparedRow {
  /** Site id, OCPP identity, or maker and model. */
  readonly key: string
  readonly name: string
  /** Of a station: its site. */
  readonly siteName: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly evses: number
  readonly upSeconds: number
  readonly downSeconds: number
  readonly excludedSeconds: number
  readonly visits: number
  readonly goodVisits: number
  readonly firstTries: number
  readonly attempts: number
  readonly goodAttempts: number
  readonly sessions: number
  readonly energyWh: number
  /** Seconds with a car. */
  readonly occupiedSeconds: number
}

/** Figures beside each other: sites, stations, or makers and models. One statement whatever the number of stations. */
export async function comparePerformance(
  actor: Actor,
  filter: PerformanceFilter,
  by: ComparedBy,
): Promise<readonly ComparedRow[]> {
  requireAct(actor, 'stations.read')
  const { rows } = await pool().query<Record<keyof ComparedRow, string | null>>(
    COMPARE[by],
    wantedValues(actor, filter),
  )
  return rows.map(({ key, name, siteName, vendor, model, ...figures }) => {
    const number = (name: keyof typeof figures) => Number(figures[name] ?? 0)
    return {
      key: key ?? '',
      name: name ?? '',
      siteName,
      vendor,
      model,
      evses: number('evses'),
      upSeconds: number('upSeconds'),
      downSeconds: number('downSeconds'),
      excludedSeconds: number('excludedSeconds'),
      visits: number('visits'),
      goodVisits: number('goodVisits'),
      firstTries: number('firstTries'),
      attempts: number('attempts'),
      goodAttempts: number('goodAttempts'),
      sessions: number('sessions'),
      energyWh: number('energyWh'),
      occupiedSeconds: number('occupiedSeconds'),
    }
  })
}

const SUMS = `1 AS evses, sum(up_seconds) AS up, sum(down_total) AS down, sum(excluded_total) AS excluded,
  sum(visits) AS visits, sum(good_visits) AS good, sum(first_tries) AS first, sum(attempts) AS attempts,
  sum(good_attempts) AS good_attempts, sum(sessions) AS sessions, sum(energy_wh) AS energy, sum(occupied_seconds) AS occupied`

/** Days are added up per EVSE first: that is much less to look names up for. */
const PER_EVSE = `
  SELECT evse_day.station_id, evse_day.site_id, ${SUMS} FROM ${WANTED_DAYS} GROUP BY evse_day.station_id, evse_day.site_id, evse_number`

const FIGURES = `sum(evses) AS evses, sum(up) AS "upSeconds", sum(down) AS "downSeconds", sum(excluded) AS "excludedSeconds",
  sum(visits) AS visits, sum(good) AS "goodVisits", sum(first) AS "firstTries", sum(attempts) AS attempts,
  sum(good_attempts) AS "goodAttempts", sum(sessions) AS sessions, sum(energy) AS "energyWh", sum(occupied) AS "occupiedSeconds"`

const COMPARE: Readonly<Record<ComparedBy, string>> = {
  site: `
    WITH days AS (${PER_EVSE})
    SELECT coalesce(site.id::text, '') AS key, coalesce(site.name, '') AS name, NULL AS "siteName", NULL AS vendor, NULL AS model, ${FIGURES}
    FROM days LEFT JOIN site ON site.id = days.site_id GROUP BY site.id ORDER BY site.name`,
  station: `
    WITH days AS (${PER_EVSE})
    SELECT station.identity AS key, coalesce(nullif(station.name, ''), station.identity) AS name, max(site.name) AS "siteName",
      state.vendor, state.model, ${FIGURES}
    FROM days JOIN station ON station.id = days.station_id LEFT JOIN station_state AS state ON state.station_id = station.id
    LEFT JOIN site ON site.id = days.site_id
    GROUP BY station.id, state.vendor, state.model ORDER BY lower(station.identity)`,
  model: `
    WITH days AS (${PER_EVSE})
    SELECT concat_ws(' ', state.vendor, state.model) AS key, concat_ws(' ', state.vendor, state.model) AS name, NULL AS "siteName",
      state.vendor, state.model, ${FIGURES}
    FROM days LEFT JOIN station_state AS state ON state.station_id = days.station_id
    GROUP BY state.vendor, state.model ORDER BY state.vendor, state.model`,
}
