/**
 * SQL for what a session's plan is made of, for the gateway's statements and the console's alike: `GrantRow`s (grant.ts).
 * @param sub alias of the subscription @param months a condition on `p.plan_month`: whose use is asked for
 */
export const grantSql = (sub: string, months: string): string => `json_build_object('id', ${sub}.id::text,
  'width', CASE WHEN ${sub}.token_id IS NOT NULL THEN 0 WHEN ${sub}.driver_id IS NOT NULL THEN 1
    WHEN ${sub}.vehicle_id IS NOT NULL THEN 2 WHEN ${sub}.customer_id IS NOT NULL THEN 3 ELSE 4 END,
  'from', ${sub}.from_day, 'until', ${sub}.until_day,
  'versions', (SELECT json_agg(json_build_object('id', v.id::text, 'from', v.effective_from, 'terms', v.terms)
    ORDER BY v.effective_from, v.number) FROM plan_version v WHERE v.plan_id = ${sub}.plan_id),
  'used', (SELECT json_object_agg(u.plan_month, json_build_array(u.wh, u.amount)) FROM (
    SELECT p.plan_month, coalesce(sum(p.included_wh), 0)::text AS wh, coalesce(sum(p.total), 0)::text AS amount FROM priced_session p
    WHERE p.subscription_id = ${sub}.id AND ${months} GROUP BY p.plan_month) AS u))`

/** The plans that a token `k` may charge under. */
export const grantsOfTokenSql = (
  k: string,
): string => `(SELECT json_agg(${grantSql('sub', RECENT)}) FROM subscription sub
  WHERE (sub.customer_id = ${k}.customer_id AND coalesce(sub.token_id, ${k}.id) = ${k}.id
      AND (sub.driver_id IS NULL OR sub.driver_id = ${k}.driver_id) AND (sub.vehicle_id IS NULL OR sub.vehicle_id = ${k}.vehicle_id))
    OR sub.group_name = ${k}.group_name)`

/** The plan of a session `s`, as it was frozen; null: none. */
export const planOfSessionSql = (s: string): string => `CASE WHEN ${s}.subscription_id IS NOT NULL THEN (
  SELECT json_build_object('version', ${s}.plan_version_id::text, 'grant', ${grantSql('sub', OF_SESSION(s))},
    'was', (SELECT json_build_object('month', p.plan_month, 'wh', coalesce(p.included_wh, 0)::text, 'amount', coalesce(p.total, 0)::text,
      'agreement', p.agreement) FROM priced_session p WHERE p.session_id = ${s}.id AND p.subscription_id IS NOT NULL))
  FROM subscription sub WHERE sub.id = ${s}.subscription_id) END`

/** Nothing is summed for a plan that gives every session the same: a discount's month may have a hundred thousand of them. */
const COUNTS_BY_MONTH = `EXISTS (SELECT FROM plan_version v WHERE v.plan_id = sub.plan_id AND v.terms ?| '{includedKwh,monthCap}')`

/** Sessions begin now, or a little while ago at a station that was away. */
const RECENT = `p.plan_month >= (date_trunc('month', now()) - interval '1 month')::date AND ${COUNTS_BY_MONTH}`

/** The month in which it began, by the clocks of the books. */
const OF_SESSION = (s: string) =>
  `p.plan_month = date_trunc('month', ${s}.started_at AT TIME ZONE 'Europe/Stockholm')::date AND ${COUNTS_BY_MONTH}`
