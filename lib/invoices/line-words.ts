/** What an invoice says of a session's price lines, in its own language; by the price line's kind. */
const WORDS = {
  sv: {
    start: 'Startavgift',
    energy: 'Laddning, energi',
    time: 'Laddning, tid',
    idle: 'Uppställning efter laddning',
    parking: 'Parkering',
    reservation: 'Bokning',
    discount: 'Rabatt',
    cap: 'Pristak',
    minimum: 'Lägsta pris',
    other: 'Laddning',
  },
  en: {
    start: 'Start fee',
    energy: 'Charging, energy',
    time: 'Charging, time',
    idle: 'Idle time after charging',
    parking: 'Parking',
    reservation: 'Reservation',
    discount: 'Discount',
    cap: 'Price cap',
    minimum: 'Minimum price',
    other: 'Charging',
  },
} as const

/** The words of one line. A kind that is not known here is charging. */
export function lineWords(kind: string, language: 'sv' | 'en'): string {
  const words: Readonly<Record<string, string>> = WORDS[language]
  return words[kind] ?? WORDS[language].other
}
