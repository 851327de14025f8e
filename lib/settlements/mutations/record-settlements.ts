import type { Writer } from '../../db/coalesce'

/** What a station's payment terminal says it has settled (OCPP 2.1 C21, C22). */
export interface SettlementSaid {
  readonly stationId: bigint
  /** The station's own transaction; null: cancelled before one began. */
  readonly transactionId: string | null
  /** The payment provider's reference: with the status, what tells one settlement from another. */
  readonly pspReference: string
  readonly status: string
  /** Decimal text in the tariff's currency, which the message does not repeat. */
  readonly amount: string
  readonly settledAt: Date
  readonly receiptId: string | null
  readonly receiptUrl: string | null
  readonly vatNumber: string | null
  readonly vatCompany: object | null
  readonly receivedAt: Date
}

/** Keeps settlements; one told again changes nothing but fills in what was not known. Gives back its number in our books. */
export const recordSettlements: Writer<SettlementSaid, bigint> = {
  name: 'settlements',
  async write(tx, said) {
    const rows = said.map((one) => ({
      station_id: String(one.stationId),
      transaction_id: one.transactionId,
      psp_reference: one.pspReference,
      status: one.status,
      amount: one.amount,
      settled_at: one.settledAt,
      receipt_id: one.receiptId,
      receipt_url: one.receiptUrl,
      vat_number: one.vatNumber,
      vat_company: one.vatCompany,
      received_at: one.receivedAt,
    }))
    const kept = await tx.query<{ id: string; key: string }>({
      name: 'record-settlements',
      text: UPSERT,
      values: [JSON.stringify(rows)],
    })
    const ids = new Map(kept.rows.map(({ id, key }) => [key, BigInt(id)]))
    return said.map((one) => ids.get(keyOf(one))!)
  },
}

const keyOf = ({ stationId, status, pspReference }: SettlementSaid) => `${stationId} ${status} ${pspReference}`

const UPSERT = `
  INSERT INTO settlement AS kept (station_id, transaction_id, psp_reference, status, amount, settled_at, receipt_id, receipt_url,
    vat_number, vat_company, received_at)
  SELECT DISTINCT ON (station_id, psp_reference, status) station_id, transaction_id, psp_reference, status, amount, settled_at,
    receipt_id, receipt_url, vat_number, vat_company, received_at
  FROM ROWS FROM (json_to_recordset($1::json) AS (station_id bigint, transaction_id text, psp_reference text, status text,
    amount numeric, settled_at timestamptz, receipt_id text, receipt_url text, vat_number text, vat_company jsonb,
    received_at timestamptz)) WITH ORDINALITY
  ORDER BY station_id, psp_reference, status, ordinality
  ON CONFLICT (station_id, psp_reference, status) DO UPDATE
  SET transaction_id = coalesce(kept.transaction_id, excluded.transaction_id),
    receipt_id = coalesce(kept.receipt_id, excluded.receipt_id), receipt_url = coalesce(kept.receipt_url, excluded.receipt_url),
    vat_number = coalesce(kept.vat_number, excluded.vat_number), vat_company = coalesce(kept.vat_company, excluded.vat_company)
  RETURNING id, station_id || ' ' || status || ' ' || psp_reference AS key`
