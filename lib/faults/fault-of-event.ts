/** One event of a station's own watching (OCPP 2.x NotifyEvent), in our words. */
export interface WatchedEvent {
  /** "Component.Variable" without a place. */
  readonly name: string
  readonly component: string
  readonly variable: string
  /** Alerting: a threshold passed or a state entered; Delta: a value changed; Periodic: it is time to tell. */
  readonly trigger: string | null
  /** '' or null: the station may not tell it (a write-only variable). */
  readonly actualValue: string | null
  readonly isCleared: boolean
  /** As the message itself says (2.1). */
  readonly severity: number | null
  /** Who has set the monitor: HardWiredNotification, HardWiredMonitor, PreconfiguredMonitor, CustomMonitor. */
  readonly origin: string | null
  readonly monitorId: number | null
}

export interface FaultOfEvent {
  readonly code: string
  /** What it weighs when its monitor has no weight of its own. */
  readonly severity: number
  readonly isOpen: boolean
}

/** Variables that are true while something is wrong. */
const WRONG_WHEN_TRUE = new Set(['problem', 'tripped', 'fault', 'faulted', 'overload'])
/** Components whose trouble endangers people or the installation. */
const PROTECTING =
  /^(EmergencyStopSensor|GroundIsolationProtection|OverCurrentProtection|OverCurrentBreaker|RCD|PowerContactor|ElectricalFeed|TiltSensor|ShockSensor|SurgeProtection)/i

const SYSTEM_FAILURE = 2
const ERROR = 4
const ALERT = 5

/**
 * What an event says is wrong, or is no longer wrong; null when it only tells a value. SPEC D-22 … D-25; source: OCPP 2.0.1 N07, N08
 * and the standardised variables.
 */
export function faultOfEvent(event: WatchedEvent): FaultOfEvent | null {
  const { variable, trigger, actualValue, isCleared } = event
  if (variable.toLowerCase() === 'availabilitystate') return null // a status, and kept as one
  const isState = WRONG_WHEN_TRUE.has(variable.toLowerCase())
  if (!isCleared && trigger !== 'Alerting' && !(isState && trigger === 'Delta')) return null
  const isOver = isCleared || (isState && isNo(actualValue))
  return { code: codeOf(event), severity: event.severity ?? weightOf(event), isOpen: !isOver }
}

const isNo = (value: string | null) => /^(false|0|no)$/i.test(value?.trim() ?? '')

/** Two thresholds on one variable are two faults; what is built in has one fault however it is told of. */
function codeOf({ name, origin, monitorId }: WatchedEvent): string {
  const isSet = origin === 'CustomMonitor' || origin === 'PreconfiguredMonitor'
  return isSet && monitorId !== null ? `${name}#${monitorId}` : name
}

function weightOf({ component, variable }: WatchedEvent): number {
  if (PROTECTING.test(component) || variable.toLowerCase() === 'tripped') return SYSTEM_FAILURE
  return WRONG_WHEN_TRUE.has(variable.toLowerCase()) ? ERROR : ALERT
}
