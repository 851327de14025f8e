import type { OCPP20 } from 'typed-ocpp'
import type { ConfigurationValueSaid } from '../../lib/configuration/mutations'
import type { Said } from '../schemas/lenient'
import { instanceOf } from './notify-report'

/** Stations must take at least this many in one message (DeviceDataCtrlr.ItemsPerMessage is seldom lower). */
export const ITEMS_PER_CALL = 10

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
      key: variable.name,
      attribute: attributeType ?? 'Actual',
      value: attributeValue ?? null,
      readonly: false,
    },
  ]
}
