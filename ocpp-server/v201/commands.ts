import type { CommandTable } from '../station-answer'
import { clearCache } from '../v16/commands/clear-cache'
import { changeAvailability } from './commands/change-availability'
import { clearMonitoring } from './commands/clear-monitoring'
import { customerInformation } from './commands/customer-information'
import { dataTransfer } from './commands/data-transfer'
import { getConfiguration } from './commands/get-configuration'
import { getLocalListVersion } from './commands/get-local-list-version'
import { getLog } from './commands/get-log'
import { getMonitoringReport } from './commands/get-monitoring-report'
import { getReport } from './commands/get-report'
import { getTransactionStatus } from './commands/get-transaction-status'
import { publishFirmware } from './commands/publish-firmware'
import { rawCall } from './commands/raw-call'
import { reset } from './commands/reset'
import { sendLocalList } from './commands/send-local-list'
import { setConfiguration } from './commands/set-configuration'
import { setMonitoring } from './commands/set-monitoring'
import { setMonitoringBase } from './commands/set-monitoring-base'
import { setMonitoringLevel } from './commands/set-monitoring-level'
import { start } from './commands/start'
import { stop } from './commands/stop'
import { trigger } from './commands/trigger'
import { unlock } from './commands/unlock'
import { unpublishFirmware } from './commands/unpublish-firmware'
import { updateCost } from './commands/update-cost'
import { updateFirmware } from './commands/update-firmware'

/** Our commands as OCPP 2.0.1 calls. */
export const commands201: CommandTable = {
  'change-availability': changeAvailability,
  'clear-cache': clearCache,
  'customer-information': customerInformation,
  'data-transfer': dataTransfer,
  'get-configuration': getConfiguration,
  'get-local-list-version': getLocalListVersion,
  'clear-monitoring': clearMonitoring,
  'get-monitoring-report': getMonitoringReport,
  'get-report': getReport,
  'get-transaction-status': getTransactionStatus,
  'get-log': getLog,
  ocpp: rawCall,
  'publish-firmware': publishFirmware,
  reset,
  'send-local-list': sendLocalList,
  'set-configuration': setConfiguration,
  'set-monitoring': setMonitoring,
  'set-monitoring-base': setMonitoringBase,
  'set-monitoring-level': setMonitoringLevel,
  start,
  stop,
  trigger,
  unlock,
  'unpublish-firmware': unpublishFirmware,
  'update-firmware': updateFirmware,
  'update-cost': updateCost,
}
