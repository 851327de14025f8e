'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { Locale } from '@/i18n/locales'

const OTHER = { sv: { locale: 'en', name: 'English' }, en: { locale: 'sv', name: 'Svenska' } } as const

/** Goes over to the other language; each names itself in its own words. */
export function LanguageSwitch({ setLanguage }: { setLanguage: (locale: string) => Promise<void> }) {
  const other = OTHER[useLocale() as Locale]
  const router = useRouter()
  const [pending, start] = useTransition()
  const change = () =>
    start(async () => {
      await setLanguage(other.locale)
      router.refresh()
    })
  return (
    <Button
      variant="ghost"
      size="sm"
      lang={other.locale}
      onClick={change}
      pending={pending}
      className="text-muted-foreground"
    >
      {other.name}
    </Button>
  )
}
