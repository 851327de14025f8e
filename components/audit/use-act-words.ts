'use client'

import { useTranslations } from 'next-intl'

/** What an act (`tariff.new-version`) is called; an act without words is shown as it is. */
export function useActWords(): (act: string) => string {
  const t = useTranslations('audit')
  return (act) => (t.has(`acts.${act}`) ? t(`acts.${act}`) : act)
}
