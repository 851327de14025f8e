import { moneyOf } from '../margin/session-money'
import { meansBy } from '../payments/means-of-session'
import { NO_SITE_ZONE } from '../performance/zone'
import { MEASURES, REASONS } from './measures'

/** What a fact is split by, as its columns. */
export const KEY_COLUMNS = [
  'day',
  'minute',
  'hour',
  'weekday',
  'site_id',
  'station_id',
  'customer_id',
  'tariff_id',
  'means',
  'currency',
] as const

/** A fact counts for one session. */
export const FACT_MEASURES = MEASURES.filter((measure) => measure !== 'sessions')
export const FACT_COLUMNS = ['session_id', ...KEY_COLUMNS, ...FACT_MEASURES]

/** Of a tariff without a price and without a currency there is none to lose: it is only counted. */
const HOME_CURRENCY = 'SEK'

const units = (amount: string) => `round((${amount}) * 10000)::bigint`

/**
 * The facts of sessions as their rows are now: the one place that says what revenue is. The day is the site's, when the session ended.
 *
 * Paid is what was taken for it (or later for what was left of it). What went back beyond what was taken too much is a refund; so is a
 * credit note for the session on the invoice it stands on. Unpaid is what is not paid: of an issued invoice its share of what is open;
 * of a session that is not invoiced all of it, but for what was charged on invoice and given back whole: that never will be. What is
 * left of it is said by lib/margin/session-money.ts, of hosts' shares too.
 * @param wanted SQL of an array of session ids
 */
export const factsOf = (wanted: string): string => `
  SELECT s.id AS session_id, local.at::date AS day,
    (extract(hour FROM local.at) * 60 + extract(minute FROM local.at))::smallint AS minute,
    extract(hour FROM local.at)::smallint AS hour, extract(isodow FROM local.at)::smallint AS weekday,
    coalesce(s.site_id, 0) AS site_id, s.station_id, coalesce(s.customer_id, 0) AS customer_id, coalesce(v.tariff_id, 0) AS tariff_id,
    ${meansBy('pr.kind', 's.customer_id')} AS means,
    coalesce(p.currency, v.currency, '${HOME_CURRENCY}') AS currency,
    round(s.energy_wh * 1000)::bigint AS energy,
    ${units('coalesce(p.total_excl_vat, 0)')} AS net, ${units('coalesce(p.vat, 0)')} AS vat, ${units('price.gross')} AS gross,
    CASE WHEN costed.is THEN ${units('money.cost')} ELSE 0 END AS cost,
    CASE WHEN costed.is THEN ${units('money.net')} ELSE 0 END AS costed_net,
    CASE WHEN pays.now THEN ${units('least(price.gross, greatest(0, back.amount - greatest(0, paid.amount - price.gross)))')}
      ELSE ${units('least(price.gross, credited.amount)')} END AS refunded,
    CASE WHEN pays.now THEN ${units('greatest(0, price.gross - paid.amount)')}
      WHEN i.id IS NULL THEN ${units('greatest(0, price.gross)')}
      WHEN i.payable > 0 THEN ${units('greatest(0, least(price.gross - credited.amount, round(price.gross * i.open_amount / i.payable, 4)))')}
      ELSE 0 END AS unpaid,
    costed.is::int AS costed, (p.total IS NULL)::int AS unpriced,
    EXISTS (SELECT 1 FROM session_review r WHERE r.session_id = s.id AND r.resolved_at IS NULL)::int AS under_review,
    ${units('coalesce(money.net, 0)')} AS earned, CASE WHEN costed.is THEN ${units('money.fees')} ELSE 0 END AS provider_fees,
    CASE WHEN costed.is THEN round(s.energy_wh * 1000)::bigint ELSE 0 END AS costed_energy,
    ${REASONS.map((reason) => `(costed.missing IS NOT DISTINCT FROM '${reason.replace('_', '-')}')::int AS ${reason}`).join(', ')}
  FROM session AS s
  LEFT JOIN site ON site.id = s.site_id
  LEFT JOIN tariff_version AS v ON v.id = s.tariff_version_id
  LEFT JOIN priced_session AS p ON p.session_id = s.id
  LEFT JOIN payment AS pay ON pay.session_id = s.id
  LEFT JOIN payment_provider AS pr ON pr.id = pay.provider_id
  LEFT JOIN billed_session AS b ON b.session_id = s.id
  LEFT JOIN invoice AS i ON i.id = b.invoice_id AND i.state = 'issued'
  CROSS JOIN LATERAL (SELECT s.ended_at AT TIME ZONE coalesce(site.time_zone, '${NO_SITE_ZONE}') AS at) AS local
  CROSS JOIN LATERAL (SELECT coalesce(p.total, 0) AS gross) AS price
  CROSS JOIN LATERAL (SELECT pr.kind IS NOT NULL AND (pr.kind <> 'invoice' OR (b.session_id IS NULL AND pay.captured > 0 AND pay.captured
    <= (SELECT coalesce(sum(refund.amount), 0) FROM refund WHERE refund.payment_id = pay.id AND refund.stage = 'done'))) AS now) AS pays
  LEFT JOIN LATERAL (${moneyOf('s.id')}) AS money ON true
  CROSS JOIN LATERAL (SELECT coalesce(money.unknown IS NULL AND money.fees IS NOT NULL, false) AS is,
    CASE WHEN money.session_id IS NOT NULL THEN coalesce(money.unknown, CASE WHEN money.fees IS NULL THEN 'fee-missing' END) END AS missing) AS costed
  CROSS JOIN LATERAL (SELECT CASE WHEN pays.now THEN pay.captured
    + coalesce((SELECT sum(later.captured) FROM payment AS later WHERE later.settles_id = pay.id), 0) END AS amount) AS paid
  CROSS JOIN LATERAL (SELECT CASE WHEN pays.now THEN coalesce((SELECT sum(refund.amount) FROM refund WHERE refund.stage = 'done'
    AND refund.payment_id IN (SELECT pay.id UNION ALL SELECT later.id FROM payment AS later WHERE later.settles_id = pay.id)), 0)
    END AS amount) AS back
  CROSS JOIN LATERAL (SELECT CASE WHEN i.id IS NULL THEN 0 ELSE coalesce((SELECT sum(line.gross) FROM invoice_line AS line
    JOIN invoice AS note ON note.id = line.invoice_id AND note.state = 'issued'
    WHERE line.session_id = s.id AND line.credits_id = i.id), 0) END AS amount) AS credited
  WHERE s.id = ANY(${wanted}) AND s.status = 'ended' AND s.ended_at IS NOT NULL`
