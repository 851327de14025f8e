import type { useTranslations } from 'next-intl'
import type { LiveFault } from '@/lib/live/events'

type Words = ReturnType<typeof useTranslations<'devices.faults'>>

/** A fault in words: a known component and what is wrong with it; else as the station names it. */
export function faultName(t: Words, { source, code }: Pick<LiveFault, 'source' | 'code'>): string {
  if (source === 'security') {
    const key = `securityWord.${code}` as 'securityWord.TamperDetectionActivated'
    return t.has(key) ? t(key) : code
  }
  const name = code.replace(/#\d+$/, '')
  const component = name.slice(0, name.lastIndexOf('.'))
  const variable = name.slice(name.lastIndexOf('.') + 1)
  const [componentKey, variableKey] = [
    `component.${component}` as 'component.Connector',
    `variable.${variable}` as 'variable.Problem',
  ]
  if (!t.has(componentKey) || !t.has(variableKey)) return name
  return t('named', { component: t(componentKey), variable: t(variableKey) })
}
