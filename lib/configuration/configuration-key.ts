export interface KeptVariable {
  /** '' in OCPP 1.6. */
  readonly component: string
  /** "componentInstance/variableInstance" when either has one, else ''. */
  readonly instance: string
  readonly evseNumber: number
  /** 0 when left out: the EVSE, or the station, itself. */
  readonly connectorNumber?: number
  readonly key: string
}

/**
 * The word by which a command names a kept value: the key itself, or in 2.x "Component[instance]@evse.connector.Variable[instance]".
 */
export function configurationKey({ component, instance, evseNumber, connectorNumber = 0, key }: KeptVariable): string {
  if (component === '') return key
  const [componentInstance, variableInstance] = instancesOf(instance)
  const bracketed = (text: string) => (text === '' ? '' : `[${text}]`)
  const place = evseNumber > 0 ? `@${evseNumber}${connectorNumber > 0 ? `.${connectorNumber}` : ''}` : ''
  return `${component}${bracketed(componentInstance)}${place}.${key}${bracketed(variableInstance)}`
}

/** The component's and the variable's instance out of the one column that holds both. */
export function instancesOf(instance: string): readonly [component: string, variable: string] {
  const slash = instance.indexOf('/')
  return slash < 0 ? [instance, ''] : [instance.slice(0, slash), instance.slice(slash + 1)]
}

/** How a component's and a variable's instance stand in one column. */
export const instanceOf = (component: string | undefined, variable: string | undefined): string =>
  !component && !variable ? '' : `${component ?? ''}/${variable ?? ''}`

const KEY = /^([^./@[\]]+)(?:\[([^\]]*)\])?(?:@(\d{1,4})(?:\.(\d{1,4}))?)?[./]([^./@[\]]+)(?:\[([^\]]*)\])?$/

/**
 * The other way round: "OCPPCommCtrlr.HeartbeatInterval", with instances "SmartChargingCtrlr[X].Limit[Y]", of an EVSE
 * "EVSE@2.Power", of a connector "Connector@2.1.Available"; a slash reads like the dot. Null when it is no variable's name.
 */
export function parseVariableKey(text: string): Required<KeptVariable> | null {
  const match = KEY.exec(text.trim())
  if (match === null) return null
  const [, component = '', componentInstance, evse, connector, key = '', variableInstance] = match
  return {
    component,
    instance: instanceOf(componentInstance, variableInstance),
    evseNumber: Number(evse ?? 0),
    connectorNumber: Number(connector ?? 0),
    key,
  }
}
