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
import { notifyCustomerInformation } from './notify-customer-information'
import { notifyEvent } from './notify-event'
import { notifyMonitoringReport } from './notify-monitoring-report'
import { notifyReport } from './notify-report'
import { publishFirmwareStatusNotification } from './publish-firmware-status-notification'
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
  NotifyCustomerInformation: notifyCustomerInformation,
  NotifyDisplayMessages: askedReport,
  NotifyEvent: notifyEvent,
  NotifyMonitoringReport: notifyMonitoringReport,
  NotifyReport: notifyReport,
  PublishFirmwareStatusNotification: publishFirmwareStatusNotification,
  ReportChargingProfiles: askedReport,
  SecurityEventNotification: securityEventNotification,
  SignCertificate: signCertificate,
  StatusNotification: statusNotification,
  TransactionEvent: transactionEvent,
}
