import { findActor } from '../../access/queries/find-actor'
import { pool } from '../../db/client'
import type { Sql } from '../../db/coalesce'
import { sqlTransaction } from '../../db/sql-transaction'
import { localDate } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { DomainError } from '../../kernel/errors'
import type { MailLanguage } from '../mailing'
import { SCHEDULED } from '../queries/write-scheduled'
import { type Cadence, duePeriods, nextStart, type ScheduleKind } from '../schedule'
import { queueMailing } from './queue-mailing'

/**
 * Queues the mail of every month and week that has ended, in the zone the books are kept in. Each schedule by itself: one whose maker
 * may no longer see what it tells of is turned off, with its reason. Never twice: the period moves on in the transaction that queues,
 * and schedule and period are the mail's key. @returns how many mails were queued
 */
export async function sendDueSchedules(now: Date): Promise<number> {
  const today = localDate(now, BOOKS_ZONE)
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM mail_schedule
     WHERE is_enabled AND sent_through + CASE cadence WHEN 'week' THEN interval '7 days' ELSE interval '1 month' END <= $1::date ORDER BY id`,
    [today],
  )
  let queued = 0
  for (const { id } of rows) queued += await sqlTransaction((sql) => sendOne(sql, id, today))
  return queued
}

async function sendOne(sql: Sql, id: string, today: string): Promise<number> {
  const { rows } = await sql.query<Row>(
    `SELECT id, kind, customer_id, to_address, language, cadence, formats, filter, sent_through::text, created_by
     FROM mail_schedule WHERE id = $1 AND is_enabled FOR UPDATE SKIP LOCKED`,
    [id],
  )
  const [schedule] = rows
  if (schedule === undefined) return 0
  const turnOff = (problem: string) =>
    sql.query('UPDATE mail_schedule SET is_enabled = false, problem = $2 WHERE id = $1', [id, problem])
  const actor = await findActor(schedule.created_by)
  const write = SCHEDULED[schedule.kind]
  if (actor === null || write === undefined) {
    await turnOff('maker-gone')
    return 0
  }
  const customerId = schedule.customer_id === null ? null : BigInt(schedule.customer_id)
  let queued = 0
  for (const period of duePeriods(schedule.sent_through, today, schedule.cadence)) {
    const letter = await write(actor, { ...schedule, customerId }, period).catch((error: unknown) => {
      if (error instanceof DomainError) return error
      throw error
    })
    if (letter instanceof DomainError) {
      await turnOff(letter.code)
      return queued
    }
    if (letter !== null) {
      const stored = await queueMailing(sql, {
        ...letter,
        kind: schedule.kind,
        to: schedule.to_address,
        language: schedule.language,
        about: { type: 'schedule', id },
        by: schedule.created_by,
        customerId,
        scheduleId: BigInt(id),
        dedupeKey: `schedule:${id}:${period.from}`,
      })
      if (stored !== null) queued += 1
    }
    await sql.query('UPDATE mail_schedule SET sent_through = $2 WHERE id = $1', [
      id,
      nextStart(period.from, schedule.cadence),
    ])
  }
  return queued
}

interface Row {
  id: string
  kind: ScheduleKind
  customer_id: string | null
  to_address: string
  language: MailLanguage
  cadence: Cadence
  formats: readonly string[]
  filter: unknown
  sent_through: string
  created_by: string
}
