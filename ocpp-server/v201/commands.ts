import type { CommandTable } from '../station-answer'
import { cancelReservation } from '../v16/commands/cancel-reservation'
import { clearCache } from '../v16/commands/clear-cache'
import { deleteCertificate } from '../v16/commands/delete-certificate'
import { changeAvailability } from './commands/change-availability'
import { clearChargingProfile } from './commands/clear-charging-profile'
import { clearDisplayMessage } from './commands/clear-display-message'
import { clearMonitoring } from './commands/clear-monitoring'
import { customerInformation } from './commands/customer-information'
import { dataTransfer } from './commands/data-transfer'
import { getChargingProfiles } from './commands/get-charging-profiles'
import { getCompositeSchedule } from './commands/get-composite-schedule'
import { getConfiguration } from './commands/get-configuration'
import { getDisplayMessages } from './commands/get-display-messages'
import { getInstalledCertificates } from './commands/get-installed-certificates'
import { getLocalListVersion } from './commands/get-local-list-version'
import { getLog } from './commands/get-log'
import { getMonitoringReport } from './commands/get-monitoring-report'
import { getReport } from './commands/get-report'
import { getTransactionStatus } from './commands/get-transaction-status'
import { installCertificate } from './commands/install-certificate'
import { publishFirmware } from './commands/publish-firmware'
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
import { setDisplayMessage } from './commands/set-display-message'
import { setMonitoring } from './commands/set-monitoring'
import { setMonitoringBase } from './commands/set-monitoring-base'
import { setMonitoringLevel } from './commands/set-monitoring-level'
import { setNetworkProfile } from './commands/set-network-profile'
import { start } from './commands/start'
import { stop } from './commands/stop'
import { trigger } from './commands/trigger'
import { unlock } from './commands/unlock'
import { unpublishFirmware } from './commands/unpublish-firmware'
import { updateCost } from './commands/update-cost'
import { updateFirmware } from './commands/update-firmware'
import { upgradeSecurityProfile } from './commands/upgrade-security-profile'

/** Our commands as OCPP 2.0.1 calls. */
export const commands201: CommandTable = {
  'cancel-reservation': cancelReservation,
  'change-availability': changeAvailability,
  'clear-cache': clearCache,
  'clear-charging-profile': clearChargingProfile,
  'clear-display-message': clearDisplayMessage,
  'clear-monitoring': clearMonitoring,
  'customer-information': customerInformation,
  'data-transfer': dataTransfer,
  'delete-certificate': deleteCertificate,
  'get-charging-profiles': getChargingProfiles,
  'get-composite-schedule': getCompositeSchedule,
  'get-configuration': getConfiguration,
  'get-display-messages': getDisplayMessages,
  'get-installed-certificates': getInstalledCertificates,
  'get-local-list-version': getLocalListVersion,
  'get-log': getLog,
  'get-monitoring-report': getMonitoringReport,
  'get-report': getReport,
  'get-transaction-status': getTransactionStatus,
  'install-certificate': installCertificate,
  ocpp: rawCall,
  'publish-firmware': publishFirmware,
  'renew-certificate': renewCertificate,
  reserve,
  reset,
  'restore-charging-profiles': restoreChargingProfiles,
  'rotate-password': rotatePassword,
  'send-certificate': sendCertificate,
  'send-local-list': sendLocalList,
  'set-charging-profile': setChargingProfile,
  'set-configuration': setConfiguration,
  'set-display-message': setDisplayMessage,
  'set-monitoring': setMonitoring,
  'set-monitoring-base': setMonitoringBase,
  'set-monitoring-level': setMonitoringLevel,
  'set-network-profile': setNetworkProfile,
  start,
  stop,
  trigger,
  unlock,
  'unpublish-firmware': unpublishFirmware,
  'update-cost': updateCost,
  'update-firmware': updateFirmware,
  'upgrade-security-profile': upgradeSecurityProfile,
}
