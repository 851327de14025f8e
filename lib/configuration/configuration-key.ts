export interface KeptVariable {
  /** '' in OCPP 1.6. */
  readonly component: string
  /** "componentInstance/variableInstance" when either has one, else ''. */
  readonly instance: string
  readonly evseNumber: number
  readonly key: string
}

/** The word by which a command names a kept value: the key itself, or in 2.0.1 "Component[instance]@evse.Variable[instance]". */
export function configurationKey({ component, instance, evseNumber, key }: KeptVariable): string {
  if (component === '') return key
  const [componentInstance = '', variableInstance = ''] = instance.split('/')
  const bracketed = (text: string) => (text === '' ? '' : `[${text}]`)
  const evse = evseNumber > 0 ? `@${evseNumber}` : ''
  return `${component}${bracketed(componentInstance)}${evse}.${key}${bracketed(variableInstance)}`
}
