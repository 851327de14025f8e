import { heartbeat } from '../heartbeat'
import type { RouteTable } from '../route'
import { securityEventNotification } from '../security-event-notification'
import { signCertificate } from '../sign-certificate'
import { authorize } from './authorize'
import { bootNotification } from './boot-notification'
import { dataTransfer } from './data-transfer'
import { diagnosticsStatusNotification } from './diagnostics-status-notification'
import { firmwareStatusNotification } from './firmware-status-notification'
import { logStatusNotification } from './log-status-notification'
import { meterValues } from './meter-values'
import { signedFirmwareStatusNotification } from './signed-firmware-status-notification'
import { startTransaction } from './start-transaction'
import { statusNotification } from './status-notification'
import { stopTransaction } from './stop-transaction'

/** Every message a 1.6 station may send: core, and the reports of firmware, diagnostics and the security whitepaper. */
export const routes16: RouteTable = {
  Authorize: authorize,
  BootNotification: bootNotification,
  DataTransfer: dataTransfer,
  DiagnosticsStatusNotification: diagnosticsStatusNotification,
  FirmwareStatusNotification: firmwareStatusNotification,
  Heartbeat: heartbeat,
  LogStatusNotification: logStatusNotification,
  MeterValues: meterValues,
  SecurityEventNotification: securityEventNotification,
  SignCertificate: signCertificate,
  SignedFirmwareStatusNotification: signedFirmwareStatusNotification,
  StartTransaction: startTransaction,
  StatusNotification: statusNotification,
  StopTransaction: stopTransaction,
}
