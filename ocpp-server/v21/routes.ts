import type { RouteTable } from '../route'
import { routes201 } from '../v201/routes'
import { batterySwap } from './battery-swap'
import { closePeriodicEventStream } from './close-periodic-event-stream'
import { getCertificateChainStatus } from './get-certificate-chain-status'
import { notifyDerAlarm } from './notify-der-alarm'
import { notifyDerStartStop } from './notify-der-start-stop'
import { notifyEvent } from './notify-event'
import { notifyPeriodicEventStream } from './notify-periodic-event-stream'
import { notifyPriorityCharging } from './notify-priority-charging'
import { notifySettlement } from './notify-settlement'
import { openPeriodicEventStream } from './open-periodic-event-stream'
import { pullDynamicScheduleUpdate } from './pull-dynamic-schedule-update'
import { reportDerControl } from './report-der-control'
import { transactionEvent } from './transaction-event'
import { vatNumberValidation } from './vat-number-validation'

/** Every message a 2.1 station may send, as CALL or as SEND: what 2.0.1 has, and what is new. */
export const routes21: RouteTable = {
  ...routes201,
  BatterySwap: batterySwap,
  ClosePeriodicEventStream: closePeriodicEventStream,
  GetCertificateChainStatus: getCertificateChainStatus,
  NotifyDERAlarm: notifyDerAlarm,
  NotifyDERStartStop: notifyDerStartStop,
  NotifyEvent: notifyEvent,
  NotifyPeriodicEventStream: notifyPeriodicEventStream,
  NotifyPriorityCharging: notifyPriorityCharging,
  NotifySettlement: notifySettlement,
  OpenPeriodicEventStream: openPeriodicEventStream,
  PullDynamicScheduleUpdate: pullDynamicScheduleUpdate,
  ReportDERControl: reportDerControl,
  TransactionEvent: transactionEvent,
  VatNumberValidation: vatNumberValidation,
}
