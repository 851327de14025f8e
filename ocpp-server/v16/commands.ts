import type { CommandTable } from '../station-answer'
import { changeAvailability } from './commands/change-availability'
import { clearCache } from './commands/clear-cache'
import { dataTransfer } from './commands/data-transfer'
import { getConfiguration, getReport } from './commands/get-configuration'
import { getLocalListVersion } from './commands/get-local-list-version'
import { getLog } from './commands/get-log'
import { rawCall } from './commands/raw-call'
import { reset } from './commands/reset'
import { sendLocalList } from './commands/send-local-list'
import { setConfiguration } from './commands/set-configuration'
import { start } from './commands/start'
import { stop } from './commands/stop'
import { trigger } from './commands/trigger'
import { unlock } from './commands/unlock'
import { updateFirmware } from './commands/update-firmware'

/** Our commands as OCPP 1.6 calls. An EVSE of ours is a connector there. */
export const commands16: CommandTable = {
  'change-availability': changeAvailability,
  'clear-cache': clearCache,
  'data-transfer': dataTransfer,
  'get-configuration': getConfiguration,
  'get-local-list-version': getLocalListVersion,
  'get-report': getReport,
  'get-log': getLog,
  ocpp: rawCall,
  reset,
  'send-local-list': sendLocalList,
  'set-configuration': setConfiguration,
  start,
  stop,
  trigger,
  unlock,
  'update-firmware': updateFirmware,
}
