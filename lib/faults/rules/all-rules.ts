import { bootLoop } from './boot-loop'
import { certificateExpiring } from './certificate-expiring'
import { clockDrift } from './clock-drift'
import { energyMismatch } from './energy-mismatch'
import { failedAuthorisations } from './failed-authorisations'
import { failedCommands } from './failed-commands'
import { failedStarts } from './failed-starts'
import { faultFlapping } from './fault-flapping'
import { faulted } from './faulted'
import { flapping } from './flapping'
import { meterJump } from './meter-jump'
import { noEnergy } from './no-energy'
import { nobodySucceeds } from './nobody-succeeds'
import { offline } from './offline'
import { firmwareFailed, logFailed } from './progress-failed'
import type { Rule } from './rule'
import type { RuleName } from './rule-names'
import { siteDown } from './site-down'
import { slowCommands } from './slow-commands'
import { stuckFinishing, stuckPreparing, stuckSuspendedEvse } from './stuck'
import { unavailable } from './unavailable'
import { warning } from './warning'

/** Every rule under its name. */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  faulted,
  warning,
  'fault-flapping': faultFlapping,
  unavailable,
  offline,
  'site-down': siteDown,
  flapping,
  'boot-loop': bootLoop,
  'stuck-preparing': stuckPreparing,
  'stuck-finishing': stuckFinishing,
  'stuck-suspended-evse': stuckSuspendedEvse,
  'no-energy': noEnergy,
  'energy-mismatch': energyMismatch,
  'meter-jump': meterJump,
  'clock-drift': clockDrift,
  'slow-commands': slowCommands,
  'failed-commands': failedCommands,
  'firmware-failed': firmwareFailed,
  'log-failed': logFailed,
  'certificate-expiring': certificateExpiring,
  'failed-starts': failedStarts,
  'failed-authorisations': failedAuthorisations,
  'nobody-succeeds': nobodySucceeds,
}
