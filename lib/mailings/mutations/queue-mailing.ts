import type { Transaction } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import type { NewMailing } from '../mailing'

/** Puts a mail into the outbox, in the transaction of what it tells of. @returns its id; null when its key has been used already */
export async function queueMailing(tx: Transaction | Sql, mailing: NewMailing): Promise<bigint | null> {
  return (await queueMailings(tx, [mailing]))[0] ?? null
}

/** Many at once, in one statement. @returns the ids of those that were stored */
export async function queueMailings(
  tx: Transaction | Sql,
  mailings: readonly NewMailing[],
): Promise<readonly bigint[]> {
  if (mailings.length === 0) return []
  const rows = JSON.stringify(
    mailings.map((mailing) => ({
      kind: mailing.kind,
      to_address: mailing.to,
      language: mailing.language,
      subject: mailing.subject,
      body: mailing.text,
      attachments: mailing.attachments,
      about_type: mailing.about?.type ?? null,
      about_id: mailing.about?.id ?? null,
      by: mailing.by ?? 'worker',
      customer_id: mailing.customerId?.toString() ?? null,
      schedule_id: mailing.scheduleId?.toString() ?? null,
      resend_of: mailing.resendOf?.toString() ?? null,
      dedupe_key: mailing.dedupeKey ?? null,
    })),
  )
  const stored =
    'query' in tx
      ? (await tx.query<{ id: string }>(STORE, [rows])).rows
      : await tx.$queryRawUnsafe<{ id: bigint }[]>(STORE, rows)
  return stored.map(({ id }) => BigInt(id))
}

const STORE = `
  WITH stored AS (
    INSERT INTO mailing (kind, to_address, language, subject, body, attachments, about_type, about_id, by, customer_id, schedule_id,
      resend_of, dedupe_key)
    SELECT kind, to_address, language, subject, body, attachments, about_type, about_id, by, customer_id, schedule_id, resend_of, dedupe_key
    FROM jsonb_to_recordset($1::jsonb) AS given(kind text, to_address text, language text, subject text, body text, attachments jsonb,
      about_type text, about_id text, by text, customer_id bigint, schedule_id bigint, resend_of bigint, dedupe_key text)
    ON CONFLICT (dedupe_key) DO NOTHING RETURNING id, by
  ), told AS (
    INSERT INTO mailing_entry (mailing_id, state, by) SELECT id, 'queued', by FROM stored
  )
  SELECT id FROM stored ORDER BY id`
