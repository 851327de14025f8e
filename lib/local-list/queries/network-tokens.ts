import { pool } from '../../db/client'
import { IS_PAID_FOR } from '../../tokens/mutations/authorise-tokens'
import type { ListedToken } from '../choose-entries'
import { marked } from '../local-entry'

export interface NetworkTokens {
  /** Another text whenever any token was made, changed or deleted, or payment is asked for first elsewhere. */
  readonly state: string
  /** Newest first. */
  readonly tokens: readonly ListedToken[]
}

let remembered: NetworkTokens | null = null

/**
 * Every token there is but those of one payment, for stations' local lists. Read anew only when one has changed: a network's worth of stations is brought in
 * step from one reading.
 */
export async function networkTokens(): Promise<NetworkTokens> {
  const state = await tokensState()
  if (remembered?.state !== state) remembered = { state, tokens: await readTokens() }
  return remembered
}

/** Cheap to ask: one pass over a narrow table. A row that changes gets a new `updated_at`, which moves the sum. */
export async function tokensState(): Promise<string> {
  const { rows } = await pool().query<{ state: string }>(
    `SELECT count(*) || '-' || coalesce(sum((extract(epoch FROM updated_at) * 1000)::bigint), 0) || ${PAY_PLACES} AS state
     FROM token WHERE NOT is_one_time`,
  )
  return rows[0]!.state
}

/** SQL: where payment is asked for first, and whatever decides that for a station; '' where nobody asks. */
const PAY_PLACES = `CASE WHEN EXISTS (SELECT 1 FROM site WHERE asks_payment_first) OR EXISTS (SELECT 1 FROM tariff WHERE asks_payment_first)
  THEN '-' || (SELECT md5(string_agg(place, ' ' ORDER BY place)) FROM (
      SELECT 's' || id AS place FROM site WHERE asks_payment_first
      UNION ALL SELECT 't' || id FROM tariff WHERE asks_payment_first
      UNION ALL SELECT 'd' || id FROM tariff WHERE is_default AND NOT archived) AS asking)
    || '-' || (SELECT coalesce(sum(hashtextextended(place, 0)), 0) FROM (
      SELECT format('s%s:%s:%s', id, site_id, tariff_id) AS place FROM station
      UNION ALL SELECT format('p%s:%s', id, tariff_id) FROM site WHERE tariff_id IS NOT NULL
      UNION ALL SELECT format('c%s:%s', id, tariff_id) FROM connector WHERE tariff_id IS NOT NULL) AS places)
  ELSE '' END`

/** Tokens are still being changed, a list being imported say: better once at the end than many times, but not for ever. */
export async function areTokensInFlux(now: Date): Promise<boolean> {
  const { rows } = await pool().query<{ in_flux: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM token WHERE NOT is_one_time AND updated_at > $1::timestamptz - interval '3 seconds')
       AND NOT EXISTS (SELECT 1 FROM token WHERE NOT is_one_time AND updated_at BETWEEN $1::timestamptz - interval '40 seconds' AND $1::timestamptz - interval '20 seconds') AS in_flux`,
    [now],
  )
  return rows[0]!.in_flux
}

interface Row {
  id: string
  value: string
  value_folded: string
  type: string
  active: boolean
  expires_at: Date | null
  group_name: string | null
  is_paid_for: boolean
}

async function readTokens(): Promise<ListedToken[]> {
  const { rows } = await pool().query<Row>(
    `SELECT id, value, value_folded, type, active, expires_at, group_name, ${IS_PAID_FOR} AS is_paid_for
     FROM token k WHERE NOT is_one_time ORDER BY id DESC`,
  )
  return rows.map((row) =>
    marked({
      id: BigInt(row.id),
      folded: row.value_folded,
      value: row.value,
      type: row.type,
      active: row.active,
      expiresAt: row.expires_at,
      groupName: row.group_name,
      isPaidFor: row.is_paid_for,
    }),
  )
}
