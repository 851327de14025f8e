import { closeDatabase } from '../lib/db/client'
import { findDifferences } from '../lib/invoices/queries/find-differences'
import { say } from './say'

// Works every issued invoice out again from what is stored in DATABASE_URL and prints what is not as it was issued.
const differences = await findDifferences()
await closeDatabase()
for (const { number, what, sessionId, issued, recalculated } of differences) {
  const of = sessionId === null ? '' : `, session ${sessionId}`
  say(`Invoice ${number}${of}: ${what} was issued as ${issued ?? 'nothing'}, and is ${recalculated ?? 'nothing'} now.`)
}
say(
  differences.length === 0
    ? 'Every issued invoice is as it would be made again.'
    : `${differences.length} differences.`,
)
process.exitCode = differences.length === 0 ? 0 : 1
