import type { Sql } from '../../db/coalesce'
import { TX_PREFIX } from '../../sessions/session-state'
import { QUARTER_MS, quarterOf } from '../../tariffs/spot'
import type { StoredNow } from '../compare-evidence'
import type { TariffEvidence } from '../evidence'

/** Whole milliseconds; double precision is exact for them. */
const MS = (column: string) => `round(date_part('epoch', ${column}) * 1000)::bigint`

/** A line of invoice `l` as it stands, in one text: whatever byte of it changes, the text does. */
export const LINE_TEXT = `concat_ws(E'\\t', l.position, l.kind, l.text, trim_scale(l.quantity), l.unit, trim_scale(l.unit_price), trim_scale(l.net),
  trim_scale(l.vat_percent), l.vat_category, trim_scale(l.vat), trim_scale(l.gross), coalesce(l.cost_centre::text, ''),
  coalesce(l.session_id::text, ''), coalesce(l.session::text, ''), coalesce(l.price::text, ''), coalesce(l.credits_id::text, ''),
  coalesce(l.credits_position::text, ''), coalesce(l.fee::text, ''))`

/**
 * $1, $2: invoices and sessions, pair by pair; session 0: the lines of none, and all of a credit note. Asked in two: a session's lines are
 * found by its index, where one condition for both would read the whole of a large invoice for every session of it.
 */
export const EVIDENT_LINES = `
  SELECT its.invoice_id, its.session_id, string_agg(its.line, E'\\n' ORDER BY its.position) AS lines FROM (
    SELECT given.invoice_id, given.session_id, l.position, ${LINE_TEXT} AS line
    FROM unnest($1::bigint[], $2::bigint[]) AS given(invoice_id, session_id)
    JOIN invoice_line l ON l.session_id = given.session_id AND l.invoice_id = given.invoice_id
    WHERE given.session_id <> 0
    UNION ALL
    SELECT given.invoice_id, given.session_id, l.position, ${LINE_TEXT}
    FROM unnest($1::bigint[], $2::bigint[]) AS given(invoice_id, session_id)
    JOIN invoice i ON i.id = given.invoice_id
    JOIN invoice_line l ON l.invoice_id = given.invoice_id AND (l.session_id IS NULL OR i.kind = 'credit-note')
    WHERE given.session_id = 0
  ) AS its GROUP BY 1, 2`

/** All of invoice `i` that never changes, in one text. */
export const HEAD_TEXT = `concat_ws(E'\\t', i.kind, i.number, i.customer_id, coalesce(i.cost_centre_id::text, ''), coalesce(i.credits_id::text, ''), i.seller_id,
  i.buyer::text, i.language, i.currency, i.period_from::text, i.period_to::text, i.issue_date::text, i.due_date::text, coalesce(i.ocr, ''),
  i.vat_totals::text, trim_scale(i.net_total), trim_scale(i.vat_total), trim_scale(i.gross_total), trim_scale(i.rounding),
  trim_scale(i.payable), i.session_count, i.reason, trim_scale(i.late_interest_percent), trim_scale(i.reminder_fee), i.issued_by,
  ${MS('i.issued_at')})`

interface Row {
  readonly id: string
  readonly started: string
  readonly ended: string | null
  readonly energy: string
  readonly meter_start: string | null
  readonly meter_stop: string | null
  readonly is_keyed: boolean
  readonly is_derived: boolean
  readonly version_id: string | null
  readonly zone: string | null
  readonly area: string | null
  readonly phases: string | null
  readonly readings: string | null
  readonly corrected: string | null
  readonly agreement: unknown
  readonly has_spot: boolean
  readonly priced_lines:
    | readonly { readonly spot?: readonly { readonly from: string; readonly perMwh: string | null }[] }[]
    | null
}

const SESSIONS = `
  SELECT s.id, ${MS('s.started_at')} AS started, ${MS('s.ended_at')} AS ended, trim_scale(s.energy_wh)::text AS energy,
    trim_scale(s.meter_start_wh)::text AS meter_start, trim_scale(s.meter_stop_wh)::text AS meter_stop,
    starts_with(s.start_key, '${TX_PREFIX}') AS is_keyed,
    EXISTS (SELECT 1 FROM session_review r WHERE r.session_id = s.id AND r.flag = 'meter-start-derived') AS is_derived,
    s.tariff_version_id AS version_id, site.time_zone AS zone, site.price_area AS area,
    (SELECT string_agg(${MS('p.at')} || ' ' || p.state, E'\\n' ORDER BY p.at, p.state) FROM session_phase p WHERE p.session_id = s.id) AS phases,
    (SELECT string_agg(concat_ws(E'\\t', ${MS('r.at')}, coalesce(trim_scale(r.register_wh)::text, ''),
        coalesce(CASE WHEN r.extra IS NOT NULL THEN
          (SELECT x ->> 'intervalWh' FROM jsonb_array_elements(r.extra) x WHERE x ? 'intervalWh' LIMIT 1) END, ''),
        coalesce(trim_scale(r.energy_wh)::text, ''), replace(r.context, E'\\n', ' ')), E'\\n' ORDER BY r.at, r.context, r.id)
      FROM reading r WHERE r.session_id = s.id AND r.at >= s.started_at - interval '30 days') AS readings,
    (SELECT r.resolution::json ->> 'toWh' FROM session_review r WHERE r.session_id = s.id AND starts_with(r.resolution, '{"kind":"corrected"')
      ORDER BY r.resolved_at DESC LIMIT 1) AS corrected,
    to_jsonb(price) -> 'agreement' AS agreement,
    version.elements @? '$[*].components[*].spot' AS has_spot,
    CASE WHEN version.elements @? '$[*].components[*].spot' THEN price.lines END AS priced_lines
  FROM session s
  LEFT JOIN site ON site.id = s.site_id
  LEFT JOIN tariff_version version ON version.id = s.tariff_version_id
  LEFT JOIN priced_session price ON price.session_id = s.id
  WHERE s.id = ANY($1::bigint[])`

/** What is stored now of all that the price of ended sessions rests on. Some hundred sessions at a time. */
export async function readStoredNow(sql: Sql, sessionIds: readonly string[]): Promise<ReadonlyMap<string, StoredNow>> {
  if (sessionIds.length === 0) return new Map()
  const { rows } = await sql.query<Row>(SESSIONS, [sessionIds])
  const tariffs = await readTariffs(sql, rows)
  const spotOf = await readSpot(sql, rows)
  return new Map(
    rows.map((row): [string, StoredNow] => [
      row.id,
      {
        v: 1,
        startedAt: Number(row.started),
        endedAt: Number(row.ended ?? row.started),
        energyWh: row.energy,
        meterStartWh: row.meter_start,
        meterStopWh: row.meter_stop,
        isKeyedByStation: row.is_keyed,
        isStartDerived: row.is_keyed || row.is_derived,
        timeZone: row.zone,
        priceArea: row.area,
        phases: row.phases ?? '',
        readings: row.readings ?? '',
        spot: row.has_spot ? spotOf(row) : '',
        correctedWh: row.corrected,
        tariff: row.version_id === null ? null : (tariffs.get(row.version_id) ?? null),
        agreement: row.agreement ?? null,
      },
    ]),
  )
}

async function readTariffs(sql: Sql, sessions: readonly Row[]): Promise<ReadonlyMap<string, TariffEvidence>> {
  const ids = [...new Set(sessions.flatMap(({ version_id }) => version_id ?? []))]
  const { rows } = await sql.query<{
    id: string
    currency: string
    vat: string
    prices_include_vat: boolean
    elements: unknown
    limits: unknown
  }>(
    `SELECT id, currency, trim_scale(vat_percent)::text AS vat, prices_include_vat, elements, limits
     FROM tariff_version WHERE id = ANY($1::bigint[])`,
    [ids],
  )
  return new Map(
    rows.map(({ id, currency, vat, prices_include_vat, elements, limits }) => [
      id,
      { versionId: id, currency, vatPercent: vat, pricesIncludeVat: prices_include_vat, elements, limits },
    ]),
  )
}

interface Quarter {
  readonly area: string
  readonly at: number
  readonly text: string
}

/** The exchange's prices over each session, but for those that had not come when it was priced: the tariff's stand-in was used for them. */
async function readSpot(sql: Sql, sessions: readonly Row[]): Promise<(row: Row) => string> {
  const wanted = sessions.filter((row) => row.has_spot && row.area !== null)
  if (wanted.length === 0) return () => ''
  const { rows } = await sql.query<{ area: string; at: string; text: string }>(
    `SELECT area, ${MS('at')} AS at, concat_ws(E'\\t', ${MS('at')}, trim_scale(per_mwh), currency) AS text
     FROM spot_price WHERE area = ANY($1) AND at >= to_timestamp($2::float8 / 1000) AND at <= to_timestamp($3::float8 / 1000) ORDER BY at`,
    [
      [...new Set(wanted.map(({ area }) => area))],
      quarterOf(Math.min(...wanted.map(({ started }) => Number(started)))),
      Math.max(...wanted.map(({ ended, started }) => Number(ended ?? started))),
    ],
  )
  const quarters: Quarter[] = rows.map(({ area, at, text }) => ({ area, at: Number(at), text }))
  return (row) => {
    const [from, to] = [quarterOf(Number(row.started)), Number(row.ended ?? row.started)]
    const missing = new Set(
      (row.priced_lines ?? []).flatMap(({ spot }) =>
        (spot ?? []).flatMap((part) => (part.perMwh === null ? [quarterOf(Date.parse(part.from)), from] : [])),
      ),
    )
    // Of a price frozen at the start only the first quarter counts; of the others it does when its own part says that it was there.
    if (startIsKnown(row, from)) missing.delete(from)
    return quarters
      .filter(({ area, at }) => area === row.area && at >= from && at <= to && !missing.has(at))
      .map(({ text }) => text)
      .join('\n')
  }
}

const startIsKnown = (row: Row, from: number): boolean =>
  (row.priced_lines ?? []).some(({ spot }) =>
    (spot ?? []).some((part) => part.perMwh !== null && Date.parse(part.from) < from + QUARTER_MS),
  )
