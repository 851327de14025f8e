import { instancesOf, parseVariableKey } from '../../lib/configuration/configuration-key'
import { CannotSend } from '../station-answer'

export interface VariableKey {
  readonly component: {
    readonly name: string
    readonly instance?: string
    readonly evse?: { readonly id: number; readonly connectorId?: number }
  }
  readonly variable: { readonly name: string; readonly instance?: string }
}

/** A device-model variable by one word, as OCPP 2.x names it in two. @throws CannotSend */
export function variableKey(key: string): VariableKey {
  const kept = parseVariableKey(key)
  if (kept === null) throw new CannotSend('not-a-variable', { key })
  const [componentInstance, variableInstance] = instancesOf(kept.instance)
  const { evseNumber: id, connectorNumber: connectorId } = kept
  return {
    component: {
      name: kept.component,
      ...(componentInstance && { instance: componentInstance }),
      ...(id > 0 && { evse: { id, ...(connectorId > 0 && { connectorId }) } }),
    },
    variable: { name: kept.key, ...(variableInstance && { instance: variableInstance }) },
  }
}

/** The same, or a component without naming a variable ("EVSE@1"), which stands for all of its variables. @throws CannotSend */
export function componentKey(key: string): Pick<VariableKey, 'component'> & Partial<VariableKey> {
  // A component alone reads as a variable once one is put behind it.
  const alone = parseVariableKey(`${key.trim()}.x`)
  return alone === null ? variableKey(key) : { component: variableKey(`${key.trim()}.x`).component }
}
