import { bus } from '../../bus/process-bus'
import { pool } from '../../db/client'
import { type AskedAbout, decideTransactionStatus, type TransactionStatusSaid } from '../decide-transaction-status'
import type { SessionMessage } from '../session-message'
import { writeByRule } from './write-by-rule'

export interface StatusAnswer extends TransactionStatusSaid {
  readonly stationId: bigint
  /** null: the station was asked about no transaction in particular; then the answer is about all that wait. */
  readonly transactionId: string | null
  readonly receivedAt: Date
}

interface Row extends AskedAbout {
  readonly transaction: string
}

/** Acts on what a station answered about its transactions. SPEC X-5. */
export async function heedTransactionStatus(answer: StatusAnswer): Promise<void> {
  const { stationId, transactionId, receivedAt } = answer
  const { rows } = await pool().query<Row>(
    `SELECT ocpp_transaction_id AS transaction, status, completeness FROM session
     WHERE station_id = $1 AND CASE WHEN $2::text IS NULL THEN completeness = 'waiting' ELSE ocpp_transaction_id = $2 END`,
    [stationId, transactionId],
  )
  const messages = rows.flatMap((row): SessionMessage[] => {
    const decided = decideTransactionStatus(row, answer)
    if (decided === null) return []
    const said = { stationId, transactionId: row.transaction, receivedAt }
    return decided === 'give-up'
      ? [{ ...said, kind: 'given-up', why: 'the station has nothing more to send' }]
      : [{ ...said, kind: 'lapsed', why: 'the station says that it is over and has nothing more to send' }]
  })
  for (const event of await writeByRule(messages)) bus().publish('live', event)
}
