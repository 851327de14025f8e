import { pool } from '../../lib/db/client'
import { monthOf, spanOfPeriod } from '../../lib/fleets/period'
import { asDate, localDate } from '../../lib/invoices/due-date'
import { BOOKS_ZONE } from '../../lib/invoices/invoice-run'
import { fleetMonthLetter } from '../../lib/mailings/letters'
import { queueMailing } from '../../lib/mailings/mutations/queue-mailing'

/** The fleet whose manager has an account in the demo. */
const FLEET = 'Mälarbud AB'

/**
 * What has been mailed: the past's invoices have left, one came back and one was refused; and the fleet's budgets, at this month's pace,
 * with its report by mail. After the invoices. Whoever passes a threshold is told by the worker, as ever.
 */
export async function writeFleetMail(now: number): Promise<void> {
  const sql = pool()
  await sql.query(`
    UPDATE mailing SET state = 'sent', attempts = 1, answer = '250 2.0.0 Ok: queued as ' || upper(substr(md5(mailing.id::text), 1, 10)),
      created_at = CASE kind WHEN 'reminder' THEN mailing.created_at ELSE issued.at END,
      sent_at = CASE kind WHEN 'reminder' THEN mailing.created_at ELSE issued.at END + interval '4 seconds'
    FROM (SELECT id, issue_date + interval '3 hours' AS at FROM invoice) AS issued
    WHERE mailing.about_type = 'invoice' AND issued.id = mailing.about_id::bigint`)
  await sql.query(`UPDATE mailing_entry SET at = mailing.created_at FROM mailing WHERE mailing.id = mailing_id`)
  await sql.query(`
    INSERT INTO mailing_entry (mailing_id, at, state, answer, by) SELECT id, sent_at, 'sent', answer, 'worker' FROM mailing WHERE state = 'sent'`)
  const mishaps = [
    ['bounced', '550 5.1.1 The email account that you tried to reach does not exist', 9],
    ['dead', '552 5.2.2 Mailbox full', 21],
  ] as const
  for (const [state, said, place] of mishaps) {
    await sql.query(
      `WITH one AS (UPDATE mailing SET state = $1, last_error = $2 WHERE id = (SELECT id FROM mailing ORDER BY id DESC OFFSET $3 LIMIT 1)
         RETURNING id, sent_at)
       INSERT INTO mailing_entry (mailing_id, at, state, answer, by) SELECT id, sent_at + interval '9 minutes', $1, $2, 'worker' FROM one`,
      [state, said, place],
    )
  }
  const { rows } = await sql.query<{ id: string; user_id: string; email: string }>(
    `SELECT customer.id, user_account.id AS user_id, customer.email FROM customer
     JOIN user_account ON user_account.customer_id = customer.id AND role = 'fleet-manager' WHERE customer.name = $1 LIMIT 1`,
    [FLEET],
  )
  const [fleet] = rows
  if (fleet === undefined) return
  const today = localDate(new Date(now), BOOKS_ZONE)
  await writeBudgets(fleet.id, `user:${fleet.user_id}`, fleet.email, today)
  await writeReport(fleet, today)
}

/** As much as each has cost this month, and some: one is nearly used, one is used up, two are calm. */
async function writeBudgets(customerId: string, by: string, email: string, today: string): Promise<void> {
  const { from, to } = spanOfPeriod(monthOf(today))
  const budget = (target: 'cost_centre' | 'vehicle' | 'driver' | null, share: number) =>
    pool().query(
      `INSERT INTO budget (customer_id${target === null ? '' : `, ${target}_id`}, amount, warn_percents, emails, created_by)
       SELECT $1${target === null ? '' : ', id'}, greatest(500, ceil(total / $4 / 500) * 500), '{50,80,100}', ARRAY[$5], $6 FROM (
         SELECT ${target === null ? 'NULL::bigint' : target === 'cost_centre' ? 'coalesce(token.cost_centre_id, vehicle.cost_centre_id)' : `token.${target}_id`} AS id,
           sum(p.total) AS total
         FROM session s JOIN priced_session p ON p.session_id = s.id JOIN token ON token.id = s.token_id
         LEFT JOIN vehicle ON vehicle.id = token.vehicle_id
         WHERE s.customer_id = $1 AND s.ended_at >= $2 AND s.ended_at < $3 AND p.total IS NOT NULL GROUP BY 1) AS spent
       WHERE ${target === null ? 'true' : 'id IS NOT NULL'} ORDER BY total DESC LIMIT 1`,
      [customerId, from, to, share, email, by],
    )
  await budget(null, 0.72)
  await budget('cost_centre', 0.86)
  await budget('vehicle', 1.04)
  await budget('driver', 0.45)
}

/** The month before was mailed; this one will be. */
async function writeReport(
  fleet: { readonly id: string; readonly user_id: string; readonly email: string },
  today: string,
): Promise<void> {
  const sql = pool()
  const by = `user:${fleet.user_id}`
  const last = monthOf(today, 1)
  const schedule = await sql.query<{ id: string }>(
    `INSERT INTO mail_schedule (kind, customer_id, to_address, formats, sent_through, created_by)
     VALUES ('fleet-month', $1, $2, '{pdf,xlsx}', $3, $4) RETURNING id`,
    [fleet.id, fleet.email, monthOf(today).from, by],
  )
  const scheduleId = schedule.rows[0]!.id
  const span = spanOfPeriod(last)
  const { rows } = await sql.query<{ sessions: string; wh: string; total: string; unpriced: string }>(
    `SELECT count(*) AS sessions, coalesce(sum(energy_wh), 0) AS wh, coalesce(sum(p.total), 0) AS total,
       count(*) FILTER (WHERE p.total IS NULL) AS unpriced
     FROM session s LEFT JOIN priced_session p ON p.session_id = s.id
     WHERE s.customer_id = $1 AND s.ended_at >= $2 AND s.ended_at < $3`,
    [fleet.id, span.from, span.to],
  )
  const sum = rows[0]!
  const letter = fleetMonthLetter(
    {
      ...last,
      customerName: FLEET,
      sessions: Number(sum.sessions),
      energyKwh: (Number(sum.wh) / 1000).toFixed(3),
      total: sum.total,
      currency: 'SEK',
      unpriced: Number(sum.unpriced),
    },
    'sv',
    (['pdf', 'xlsx'] as const).map((format) => ({
      what: 'fleet-month',
      customerId: fleet.id,
      ...last,
      format,
      language: 'sv',
    })),
  )
  const id = await queueMailing(sql, {
    ...letter,
    kind: 'fleet-month',
    to: fleet.email,
    language: 'sv',
    about: { type: 'schedule', id: scheduleId },
    by,
    customerId: BigInt(fleet.id),
    scheduleId: BigInt(scheduleId),
    dedupeKey: `schedule:${scheduleId}:${last.from}`,
  })
  await sql.query(
    `UPDATE mailing SET state = 'sent', attempts = 1, created_at = $2::date + interval '1 minute', sent_at = $2::date + interval '1 minute',
       answer = '250 2.0.0 Ok: queued as 8C1F20A7D3' WHERE id = $1`,
    [String(id), asDate(monthOf(today).from)],
  )
  await sql.query(
    'UPDATE mailing_entry SET at = mailing.created_at FROM mailing WHERE mailing.id = mailing_id AND mailing.id = $1',
    [String(id)],
  )
  await sql.query(
    `INSERT INTO mailing_entry (mailing_id, at, state, answer, by)
     SELECT id, sent_at + interval '2 seconds', 'sent', answer, 'worker' FROM mailing WHERE id = $1`,
    [String(id)],
  )
}
