import { sqlTransaction } from '../../db/sql-transaction'
import { INVOICES_DIFFER } from '../../faults/knowledge/own-side'
import { storeOwnFault } from '../../faults/mutations/store-own-fault'
import { findDifferences } from '../queries/find-differences'

/** How many differences the fault itself tells. */
const TOLD = 20

/** Every night: are issued invoices still what their sessions say? One fault of the house while one is not. @returns how many are not */
export async function checkInvoices(now: Date): Promise<number> {
  const differences = await findDifferences()
  const detail =
    differences.length === 0 ? null : { count: differences.length, differences: differences.slice(0, TOLD) }
  await sqlTransaction((sql) => storeOwnFault(sql, INVOICES_DIFFER, detail, now))
  return differences.length
}
