import { heartbeat } from '../heartbeat'
import type { RouteTable } from '../route'
import { securityEventNotification } from '../security-event-notification'
import { signCertificate } from '../sign-certificate'
import { authorize } from './authorize'
import { bootNotification } from './boot-notification'
import { clearedChargingLimit } from './cleared-charging-limit'
import { dataTransfer } from './data-transfer'
import { firmwareStatusNotification } from './firmware-status-notification'
import { get15118EvCertificate } from './get-15118-ev-certificate'
import { getCertificateStatus } from './get-certificate-status'
import { logStatusNotification } from './log-status-notification'
import { meterValues } from './meter-values'
import { notifyChargingLimit } from './notify-charging-limit'
import { notifyCustomerInformation } from './notify-customer-information'
import { notifyDisplayMessages } from './notify-display-messages'
import { notifyEvChargingNeeds } from './notify-ev-charging-needs'
import { notifyEvChargingSchedule } from './notify-ev-charging-schedule'
import { notifyEvent } from './notify-event'
import { notifyMonitoringReport } from './notify-monitoring-report'
import { notifyReport } from './notify-report'
import { publishFirmwareStatusNotification } from './publish-firmware-status-notification'
import { reportChargingProfiles } from './report-charging-profiles'
import { reservationStatusUpdate } from './reservation-status-update'
import { statusNotification } from './status-notification'
import { transactionEvent } from './transaction-event'

/** Every message a 2.0.1 station may send. */
export const routes201: RouteTable = {
  Authorize: authorize,
  BootNotification: bootNotification,
  ClearedChargingLimit: clearedChargingLimit,
  DataTransfer: dataTransfer,
  FirmwareStatusNotification: firmwareStatusNotification,
  Get15118EVCertificate: get15118EvCertificate,
  GetCertificateStatus: getCertificateStatus,
  Heartbeat: heartbeat,
  LogStatusNotification: logStatusNotification,
  MeterValues: meterValues,
  NotifyChargingLimit: notifyChargingLimit,
  NotifyCustomerInformation: notifyCustomerInformation,
  NotifyDisplayMessages: notifyDisplayMessages,
  NotifyEVChargingNeeds: notifyEvChargingNeeds,
  NotifyEVChargingSchedule: notifyEvChargingSchedule,
  NotifyEvent: notifyEvent,
  NotifyMonitoringReport: notifyMonitoringReport,
  NotifyReport: notifyReport,
  PublishFirmwareStatusNotification: publishFirmwareStatusNotification,
  ReportChargingProfiles: reportChargingProfiles,
  ReservationStatusUpdate: reservationStatusUpdate,
  SecurityEventNotification: securityEventNotification,
  SignCertificate: signCertificate,
  StatusNotification: statusNotification,
  TransactionEvent: transactionEvent,
}
