import type { Words } from './words'

/** What a driver is told on the public page: no codes, no blame, and what to do instead. */
export const DRIVER_WORDS = {
  broken: {
    sv: 'Uttaget är ur funktion. Använd ett annat uttag.',
    en: 'This connector is out of order. Please use another one.',
  },
  unsafe: {
    sv: 'Uttaget är avstängt av säkerhetsskäl. Anslut inte bilen.',
    en: 'This connector is closed for safety. Please do not plug in.',
  },
  stuck: {
    sv: 'Låset krånglar: kabeln kan vara svår att få loss. Använd ett annat uttag.',
    en: 'The lock is troubled: the cable may be hard to free. Please use another connector.',
  },
  car: {
    sv: 'Laddningen kom inte i gång med den senaste bilen. Dra ur, vänta en minut och försök igen.',
    en: 'Charging did not start with the last car. Unplug, wait a minute and try again.',
  },
  slow: {
    sv: 'Laddningen kan gå långsammare än vanligt.',
    en: 'Charging may be slower than usual.',
  },
  reader: {
    sv: 'Kortläsaren fungerar inte. Starta laddningen i appen.',
    en: 'The card reader does not work. Please start charging in the app.',
  },
  offline: {
    sv: 'Stationen har ingen kontakt med oss. Laddning kan gå att starta, men vi ser det inte.',
    en: 'The station has lost touch with us. Charging may still start, but we cannot see it.',
  },
  power: {
    sv: 'Strömmen är borta eller störd på platsen. Laddning går inte att starta.',
    en: 'The power on the site is out or disturbed. Charging cannot start.',
  },
  none: {
    sv: 'Laddningen fungerar. Vi ser över stationen.',
    en: 'Charging works. We are looking after the station.',
  },
} as const satisfies Readonly<Record<string, Words>>

export type DriverWordsKey = keyof typeof DRIVER_WORDS
