'use client'

import { useTranslations } from 'next-intl'

/** What an act (`tariff.new-version`, `command.reset`) is called; an act without words is shown as it is. */
export function useActWords(): (act: string) => string {
  const t = useTranslations('audit')
  const command = useTranslations('station.command.type')
  return (act) => {
    if (t.has(`acts.${act}`)) return t(`acts.${act}`)
    const type = act.startsWith('command.') ? act.slice('command.'.length) : ''
    return type !== '' && command.has(type) ? t('command', { name: command(type) }) : act
  }
}
