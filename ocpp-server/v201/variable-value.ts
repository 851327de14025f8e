import type { OCPP20 } from 'typed-ocpp'
import { instanceOf } from '../../lib/configuration/configuration-key'
import type { ConfigurationValueSaid } from '../../lib/configuration/mutations'
import type { Said } from '../schemas/lenient'

export type VariableResult = Said<OCPP20.GetVariablesResponse['getVariableResult'][number]>

/** One variable's value as a row to keep; none when it names no variable. */
export function storedValue({
  component,
  variable,
  attributeType,
  attributeValue,
}: VariableResult): ConfigurationValueSaid[] {
  if (component?.name === undefined || variable?.name === undefined) return []
  return [
    {
      component: component.name,
      instance: instanceOf(component.instance, variable.instance),
      evseNumber: component.evse?.id ?? 0,
      connectorNumber: component.evse?.connectorId ?? 0,
      key: variable.name,
      attribute: attributeType ?? 'Actual',
      value: attributeValue ?? null,
    },
  ]
}
