import type { CommandTable } from '../station-answer'
import { clearCache } from '../v16/commands/clear-cache'
import { changeAvailability } from './commands/change-availability'
import { customerInformation } from './commands/customer-information'
import { dataTransfer } from './commands/data-transfer'
import { getConfiguration } from './commands/get-configuration'
import { getReport } from './commands/get-report'
import { getLocalListVersion } from './commands/get-local-list-version'
import { getTransactionStatus } from './commands/get-transaction-status'
import { rawCall } from './commands/raw-call'
import { reset } from './commands/reset'
import { sendLocalList } from './commands/send-local-list'
import { setConfiguration } from './commands/set-configuration'
import { start } from './commands/start'
import { stop } from './commands/stop'
import { trigger } from './commands/trigger'
import { unlock } from './commands/unlock'
import { updateCost } from './commands/update-cost'

/** Our commands as OCPP 2.0.1 calls. */
export const commands201: CommandTable = {
  'change-availability': changeAvailability,
  'clear-cache': clearCache,
  'customer-information': customerInformation,
  'data-transfer': dataTransfer,
  'get-configuration': getConfiguration,
  'get-local-list-version': getLocalListVersion,
  'get-report': getReport,
  'get-transaction-status': getTransactionStatus,
  ocpp: rawCall,
  reset,
  'send-local-list': sendLocalList,
  'set-configuration': setConfiguration,
  start,
  stop,
  trigger,
  unlock,
  'update-cost': updateCost,
}
