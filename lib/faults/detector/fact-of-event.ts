import { faultOfEvent } from '../fault-of-event'
import type { FactOf } from './fact'

type Said = Omit<FactOf<'said'>, 'id' | 'at' | 'receivedAt'>

/** What a NotifyEvent line of a station's history says is wrong, or no longer wrong; null: nothing. @param detail as the gateway keeps it */
export function saidFact(detail: unknown): Said | null {
  if (typeof detail !== 'object' || detail === null) return null
  const said = detail as Readonly<Record<string, unknown>>
  const { component, variable } = said
  if (typeof component !== 'string' || typeof variable !== 'string') return null
  const fault = faultOfEvent({
    name: `${component}.${variable}`,
    component,
    variable,
    trigger: typeof said.trigger === 'string' ? said.trigger : null,
    actualValue: typeof said.actualValue === 'string' ? said.actualValue : null,
    isCleared: said.cleared === true,
    severity: typeof said.severity === 'number' ? said.severity : null,
    origin: typeof said.eventNotificationType === 'string' ? said.eventNotificationType : null,
    monitorId: typeof said.variableMonitoringId === 'number' ? said.variableMonitoringId : null,
  })
  // Alerts and milder ones do not explain that a connector is out of order.
  if (fault === null || (fault.isOpen && fault.severity > WORST_THAT_EXPLAINS)) return null
  const evse = typeof said.evse === 'number' && said.evse > 0 ? said.evse : 0
  return { kind: 'said', evse, code: fault.code, isOpen: fault.isOpen }
}

const WORST_THAT_EXPLAINS = 4
