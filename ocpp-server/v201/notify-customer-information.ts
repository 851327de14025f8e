import type { OCPP20 } from 'typed-ocpp'
import { type ReportKept, recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import type { Write } from '../../lib/db/coalesce'
import { listsBehind } from '../../lib/local-list/queries/lists-behind'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/**
 * SPEC O-11: what a station remembers of a customer, part by part; the last one proves its command done. When a customer was cleared
 * who is on the station's local list, the list follows.
 */
export const notifyCustomerInformation: Route<Said<OCPP20.NotifyCustomerInformationRequest>> = {
  handle(payload, { station, receivedAt }) {
    const requestId = need(payload.requestId, 'requestId')
    const part = {
      stationId: station.id,
      requestId,
      action: 'NotifyCustomerInformation',
      seqNo: payload.seqNo ?? 0,
      isLast: payload.tbc !== true,
      payload,
      receivedAt,
    }
    return {
      writes: [
        { writer: recordCommandReports, item: part } as Write,
        { writer: listsBehind, item: station.id } as Write,
      ],
      answer: () => ({}),
      committed([report, isBehind]) {
        if (!(report as ReportKept).isWhole) return
        station.noticed({ kind: 'report-complete', requestId })
        if (isBehind === true) station.ask({ type: 'send-local-list' })
      },
    }
  },
}
