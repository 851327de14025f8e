import { CannotSend } from '../station-answer'

export interface VariableKey {
  readonly component: { readonly name: string; readonly instance?: string; readonly evse?: { readonly id: number } }
  readonly variable: { readonly name: string; readonly instance?: string }
}

const KEY = /^([^./@[\]]+)(?:\[([^\]]*)\])?(?:@(\d{1,4}))?[./]([^./@[\]]+)(?:\[([^\]]*)\])?$/

/**
 * A device-model variable by one word: "OCPPCommCtrlr.HeartbeatInterval", with instances "SmartChargingCtrlr[X].Limit[Y]", of an
 * EVSE "EVSE@2.Power"; a slash reads like the dot. @throws CannotSend
 */
export function variableKey(key: string): VariableKey {
  const match = KEY.exec(key.trim())
  if (match === null) throw new CannotSend(`In OCPP 2.0.1 a key is Component.Variable; ${key} is not.`)
  const [, component, componentInstance, evse, variable, variableInstance] = match
  return {
    component: {
      name: component!,
      ...(componentInstance ? { instance: componentInstance } : {}),
      ...(evse ? { evse: { id: Number(evse) } } : {}),
    },
    variable: { name: variable!, ...(variableInstance ? { instance: variableInstance } : {}) },
  }
}
