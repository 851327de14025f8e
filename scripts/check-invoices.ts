import { closeDatabase } from '../lib/db/client'
import { findDifferences } from '../lib/invoices/queries/find-differences'
import { say } from './say'

// Works every issued invoice in DATABASE_URL out again, from raw readings to books, and prints what is not as it was issued.
const begun = performance.now()
const { differences, counts } = await findDifferences()
const seconds = (performance.now() - begun) / 1000
await closeDatabase()
for (const { number, what, sessionId, issued, recalculated } of differences) {
  const of = sessionId === null ? '' : `, session ${sessionId}`
  say(`Invoice ${number}${of}, ${what}: issued as ${issued ?? 'nothing'}, and is ${recalculated ?? 'nothing'} now.`)
}
say(
  `${counts.invoices} invoices with ${counts.lines} lines of ${counts.sessions} sessions in ${seconds.toFixed(1)} s` +
    ` (${Math.round(counts.sessions / Math.max(seconds, 0.001))} sessions/s).`,
)
if (counts.withoutReadings > 0) {
  say(
    `${counts.withoutReadings} sessions have no readings that tell their energy: rated by the energy that was stored.`,
  )
}
if (counts.readingsGone > 0) say(`${counts.readingsGone} sessions were rated from the readings kept with the invoice.`)
if (counts.awaitingEvidence > 0)
  say(`${counts.awaitingEvidence} sessions await that their readings are kept with the invoice.`)
say(
  differences.length === 0
    ? 'Every issued invoice is as it would be made again.'
    : `${differences.length} differences.`,
)
process.exitCode = differences.length === 0 ? 0 : 1
