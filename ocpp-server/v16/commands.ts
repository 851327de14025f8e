import type { CommandTable } from '../station-answer'
import { cancelReservation } from './commands/cancel-reservation'
import { changeAvailability } from './commands/change-availability'
import { clearCache } from './commands/clear-cache'
import { clearChargingProfile } from './commands/clear-charging-profile'
import { dataTransfer } from './commands/data-transfer'
import { deleteCertificate } from './commands/delete-certificate'
import { getCompositeSchedule } from './commands/get-composite-schedule'
import { getConfiguration, getReport } from './commands/get-configuration'
import { getInstalledCertificates } from './commands/get-installed-certificates'
import { getLocalListVersion } from './commands/get-local-list-version'
import { getLog } from './commands/get-log'
import { installCertificate } from './commands/install-certificate'
import { rawCall } from './commands/raw-call'
import { renewCertificate } from './commands/renew-certificate'
import { reserve } from './commands/reserve'
import { reset } from './commands/reset'
import { restoreChargingProfiles } from './commands/restore-charging-profiles'
import { rotatePassword } from './commands/rotate-password'
import { sendCertificate } from './commands/send-certificate'
import { sendLocalList } from './commands/send-local-list'
import { setChargingProfile } from './commands/set-charging-profile'
import { setConfiguration } from './commands/set-configuration'
import { start } from './commands/start'
import { stop } from './commands/stop'
import { trigger } from './commands/trigger'
import { unlock } from './commands/unlock'
import { updateFirmware } from './commands/update-firmware'
import { upgradeSecurityProfile } from './commands/upgrade-security-profile'

/** Our commands as OCPP 1.6 calls. An EVSE of ours is a connector there. */
export const commands16: CommandTable = {
  'cancel-reservation': cancelReservation,
  'change-availability': changeAvailability,
  'clear-cache': clearCache,
  'clear-charging-profile': clearChargingProfile,
  'data-transfer': dataTransfer,
  'delete-certificate': deleteCertificate,
  'get-composite-schedule': getCompositeSchedule,
  'get-configuration': getConfiguration,
  'get-installed-certificates': getInstalledCertificates,
  'get-local-list-version': getLocalListVersion,
  'get-log': getLog,
  'get-report': getReport,
  'install-certificate': installCertificate,
  ocpp: rawCall,
  'renew-certificate': renewCertificate,
  reserve,
  reset,
  'restore-charging-profiles': restoreChargingProfiles,
  'rotate-password': rotatePassword,
  'send-certificate': sendCertificate,
  'send-local-list': sendLocalList,
  'set-charging-profile': setChargingProfile,
  'set-configuration': setConfiguration,
  start,
  stop,
  trigger,
  unlock,
  'update-firmware': updateFirmware,
  'upgrade-security-profile': upgradeSecurityProfile,
}
