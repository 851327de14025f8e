import type { ConfigurationValueSaid } from '../../lib/configuration/mutations'
import { standardKey } from './configuration-keys'

export interface KeyValue {
  readonly key?: string
  readonly value?: string
  readonly readonly?: boolean
}

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** What a GetConfiguration answer says, as rows to keep. */
export const valuesIn = (configurationKey: unknown): ConfigurationValueSaid[] =>
  (listIn(configurationKey) as readonly KeyValue[]).flatMap(({ key, value, readonly }) =>
    key === undefined ? [] : [configurationValue(key, value ?? null, readonly ?? false)],
  )

/** One key of a 1.6 station, under its standard spelling. @param readonly left out: not said this time */
export const configurationValue = (key: string, value: string | null, readonly?: boolean): ConfigurationValueSaid => ({
  component: '',
  instance: '',
  evseNumber: 0,
  key: standardKey(key),
  attribute: 'Actual',
  value,
  ...(readonly !== undefined && { readonly }),
})
