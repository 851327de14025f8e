import type { OCPP20 } from 'typed-ocpp'
import { type ReportKept, recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import type { Write } from '../../lib/db/coalesce'
import { forgetUnreportedMonitors } from '../../lib/monitors/mutations/forget-unreported-monitors'
import { recordMonitors } from '../../lib/monitors/mutations/record-monitors'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { variableMonitor } from './said-monitor'

type NotifyMonitoringReport = Said<OCPP20.NotifyMonitoringReportRequest>

/** SPEC D-12: one part of what the station watches; the report is done when no part is missing, and tells then what is no more. */
export const notifyMonitoringReport: Route<NotifyMonitoringReport> = {
  handle(payload, { station, receivedAt }) {
    const { requestId, monitor = [] } = payload
    const monitors = monitor.flatMap((one) =>
      (one.variableMonitoring ?? []).flatMap((said) => variableMonitor(one, said)),
    )
    const part = requestId !== undefined && {
      stationId: station.id,
      requestId,
      action: 'NotifyMonitoringReport',
      seqNo: payload.seqNo ?? 0,
      isLast: payload.tbc !== true,
      payload,
      receivedAt,
    }
    return {
      writes: [
        { writer: recordMonitors, item: { stationId: station.id, monitors, receivedAt } } as Write,
        ...(part ? [{ writer: recordCommandReports, item: part } as Write] : []),
      ],
      // Only a whole report tells what is no more: until then nothing is lost.
      afterwards: ([, report]) =>
        requestId !== undefined && isWhole(report)
          ? [{ writer: forgetUnreportedMonitors, item: { stationId: station.id, requestId } } as Write]
          : [],
      answer: () => ({}),
      committed: ([, report]) => {
        if (requestId !== undefined && isWhole(report)) station.noticed({ kind: 'report-complete', requestId })
      },
    }
  },
}

const isWhole = (report: unknown): boolean => (report as ReportKept | undefined)?.isWhole === true
