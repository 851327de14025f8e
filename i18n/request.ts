import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from './load-messages'
import { chooseLocale, HOME_TIME_ZONE, LOCALE_COOKIE } from './locales'

export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'))
  return { locale, messages: await loadMessages(locale), timeZone: HOME_TIME_ZONE }
})
