import { pool } from '../../db/client'
import { MINUTE_MS } from '../../kernel/time'
import type { AttachmentRef } from '../attachment'
import type { MailLanguage } from '../mailing'

/** Longer than making and sending a mail's files takes: a claim that is older was made by a worker that is gone. */
const CLAIM_LASTS_MS = 10 * MINUTE_MS

/** A mail that was taken out of the outbox and is to be sent now. */
export interface ClaimedMailing {
  readonly id: bigint
  /** Which try this is, from 1: what becomes of it is recorded only while it is the newest. */
  readonly attempt: number
  readonly to: string
  readonly language: MailLanguage
  readonly subject: string
  readonly text: string
  readonly attachments: readonly AttachmentRef[]
  readonly by: string
  readonly createdAt: Date
}

/**
 * Takes what is due out of the outbox, for this worker alone, and commits that before anything is sent: when this worker dies now,
 * the next one sends again after ten minutes what may have been sent already, under the same Message-ID.
 */
export async function claimMailings(now: Date, limit: number): Promise<readonly ClaimedMailing[]> {
  const { rows } = await pool().query<Row>(CLAIM, [now, new Date(now.getTime() + CLAIM_LASTS_MS), limit])
  return rows.map((row) => ({
    id: BigInt(row.id),
    attempt: row.attempts,
    to: row.to_address,
    language: row.language,
    subject: row.subject,
    text: row.body,
    attachments: row.attachments,
    by: row.by,
    createdAt: row.created_at,
  }))
}

/**
 * Says, right before a mail is handed over, that this worker still has it: making files may have taken long, for it or for those before
 * it. @returns false: another worker has taken it, who took this one for gone
 */
export async function keepClaim({ id, attempt }: Pick<ClaimedMailing, 'id' | 'attempt'>, now: Date): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE mailing SET next_at = $3 WHERE id = $1 AND state = 'sending' AND attempts = $2`,
    [String(id), attempt, new Date(now.getTime() + CLAIM_LASTS_MS)],
  )
  return rowCount === 1
}

interface Row {
  readonly id: string
  readonly attempts: number
  readonly to_address: string
  readonly language: MailLanguage
  readonly subject: string
  readonly body: string
  readonly attachments: readonly AttachmentRef[]
  readonly by: string
  readonly created_at: Date
}

const CLAIM = `
  WITH due AS (
    SELECT id FROM mailing WHERE state IN ('queued', 'sending', 'failed') AND next_at <= $1
    ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE mailing SET state = 'sending', attempts = attempts + 1, next_at = $2 FROM due WHERE mailing.id = due.id
  RETURNING mailing.id, attempts, to_address, language, subject, body, attachments, by, created_at`
