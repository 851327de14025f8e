import { createHash } from 'node:crypto'
import { type CommandReportSaid, recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import type { Write } from '../../lib/db/coalesce'
import type { ExpectedReport } from '../holdings'
import type { Inbound, Plan } from '../route'

type Part = Pick<CommandReportSaid, 'requestId' | 'action' | 'isLast' | 'payload'>

/**
 * One part of a report whose parts carry no number. It counts once it is committed: a part that could not be stored, or whose answer was
 * lost, comes again and is the same part.
 * @param writes what the part says, and with the last part, which completes the request, what was asked for and not named
 */
export function reportPart(
  { station, receivedAt }: Inbound,
  part: Part,
  writes: (expected: ExpectedReport | null) => readonly Write[],
): Plan {
  const { holdings } = station
  const { requestId, isLast, action } = part
  const report = `${action} ${requestId}`
  const print = createHash('sha256').update(JSON.stringify(part.payload)).digest('base64')
  const seqNo = holdings.partNumber(report, print)
  const item: CommandReportSaid = { ...part, stationId: station.id, seqNo, receivedAt }
  return {
    writes: [
      { writer: recordCommandReports, item } as Write,
      ...writes(isLast ? holdings.expectedReport(requestId) : null),
    ],
    answer: () => ({}),
    committed() {
      holdings.partKept(report, print, isLast)
      if (!isLast) return
      holdings.takeExpected(requestId)
      station.noticed({ kind: 'report-complete', requestId })
    },
  }
}
