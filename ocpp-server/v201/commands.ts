import type { CommandTable } from '../station-answer'
import { clearCache } from '../v16/commands/clear-cache'
import { changeAvailability } from './commands/change-availability'
import { getConfiguration } from './commands/get-configuration'
import { getReport } from './commands/get-report'
import { rawCall } from './commands/raw-call'
import { reset } from './commands/reset'
import { setConfiguration } from './commands/set-configuration'
import { start } from './commands/start'
import { stop } from './commands/stop'
import { trigger } from './commands/trigger'
import { unlock } from './commands/unlock'

/** Our commands as OCPP 2.0.1 calls. */
export const commands201: CommandTable = {
  'change-availability': changeAvailability,
  'clear-cache': clearCache,
  'get-configuration': getConfiguration,
  'get-report': getReport,
  ocpp: rawCall,
  reset,
  'set-configuration': setConfiguration,
  start,
  stop,
  trigger,
  unlock,
}
