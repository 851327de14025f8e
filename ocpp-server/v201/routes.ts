import { heartbeat } from '../heartbeat'
import type { RouteTable } from '../route'
import { securityEventNotification } from '../security-event-notification'
import { signCertificate } from '../sign-certificate'
import { askedReport } from './asked-report'
import { authorize } from './authorize'
import { bootNotification } from './boot-notification'
import { dataTransfer } from './data-transfer'
import { firmwareStatusNotification } from './firmware-status-notification'
import { logStatusNotification } from './log-status-notification'
import { meterValues } from './meter-values'
import { notifyEvent } from './notify-event'
import { notifyReport } from './notify-report'
import { statusNotification } from './status-notification'
import { transactionEvent } from './transaction-event'

/** Every message a 2.0.1 station may send. */
export const routes201: RouteTable = {
  Authorize: authorize,
  BootNotification: bootNotification,
  DataTransfer: dataTransfer,
  FirmwareStatusNotification: firmwareStatusNotification,
  Heartbeat: heartbeat,
  LogStatusNotification: logStatusNotification,
  MeterValues: meterValues,
  NotifyCustomerInformation: askedReport,
  NotifyDisplayMessages: askedReport,
  NotifyEvent: notifyEvent,
  NotifyMonitoringReport: askedReport,
  NotifyReport: notifyReport,
  ReportChargingProfiles: askedReport,
  SecurityEventNotification: securityEventNotification,
  SignCertificate: signCertificate,
  StatusNotification: statusNotification,
  TransactionEvent: transactionEvent,
}
