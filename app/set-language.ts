'use server'

import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE, localeCookie } from '@/i18n/locales'
import { setOwnLocale } from '@/lib/users/mutations/own-account'
import { currentActor } from './session'
import { isSecure } from './sign-in-cookie'

/** Remembers the reader's language in this browser and, when signed in, on the account. */
export async function setLanguage(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  ;(await cookies()).set(LOCALE_COOKIE, locale, localeCookie(isSecure()))
  const actor = await currentActor()
  if (actor) await setOwnLocale(actor, locale)
}
