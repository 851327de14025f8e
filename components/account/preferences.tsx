'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useSyncExternalStore, useTransition } from 'react'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/select'

export function Preferences({ setLanguage }: { setLanguage: (locale: string) => Promise<void> }) {
  const t = useTranslations('account')
  const shell = useTranslations('shell')
  const locale = useLocale()
  const router = useRouter()
  const { theme, setTheme } = useTheme()
  const [pending, start] = useTransition()
  // The theme is kept by the browser: the server does not know which one is chosen.
  const isInBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  const change = (next: string) =>
    start(async () => {
      await setLanguage(next)
      router.refresh()
    })
  return (
    <div className="grid max-w-sm gap-4 sm:grid-cols-2">
      <Field label={t('language')}>
        <NativeSelect value={locale} disabled={pending} onChange={(event) => change(event.target.value)}>
          <option value="sv" lang="sv">
            Svenska
          </option>
          <option value="en" lang="en">
            English
          </option>
        </NativeSelect>
      </Field>
      <Field label={shell('theme.title')}>
        <NativeSelect value={isInBrowser ? theme : 'system'} onChange={(event) => setTheme(event.target.value)}>
          <option value="system">{shell('theme.system')}</option>
          <option value="light">{shell('theme.light')}</option>
          <option value="dark">{shell('theme.dark')}</option>
        </NativeSelect>
      </Field>
    </div>
  )
}
