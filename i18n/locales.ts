/** The interface's languages; Swedish is the home market's, English everyone else's. */
export const LOCALES = ['sv', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export const LOCALE_COOKIE = 'locale'
/** How the choice is kept: for a year, not for scripts to read. */
export const localeCookie = (secure: boolean) =>
  ({ path: '/', maxAge: 365 * 24 * 3600, sameSite: 'lax', httpOnly: true, secure }) as const
/** Used where a time belongs to no site. A site's own times are shown in the site's zone. */
export const HOME_TIME_ZONE = 'Europe/Stockholm'

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale)

/** The reader's language: their own choice first, then the best of the browser's list, then English. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  const wished = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) || 0 : 1 }
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wished.map((wish) => wish.language).find(isLocale) ?? 'en'
}
