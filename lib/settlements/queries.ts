import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { db } from '../db/client'
import { getStationKey } from '../stations/queries/find-station'

export interface SettlementView {
  /** Its number in our books. */
  readonly id: bigint
  readonly transactionId: string | null
  readonly pspReference: string
  readonly status: string
  /** Decimal text. */
  readonly amount: string
  readonly settledAt: Date
  readonly receiptId: string | null
  readonly receiptUrl: string | null
  readonly vatNumber: string | null
}

const MOST = 500

/** What the station's payment terminal has settled lately, newest first. @throws DomainError forbidden | not-found */
export async function listSettlements(actor: Actor, identity: string): Promise<SettlementView[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const rows = await db().settlement.findMany({
    where: { stationId: key },
    orderBy: { id: 'desc' },
    take: MOST,
    omit: { stationId: true, vatCompany: true, receivedAt: true },
  })
  return rows.map((row) => ({ ...row, amount: row.amount.toFixed() }))
}
