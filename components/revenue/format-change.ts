/** `+12 %`; null: there was nothing before to hold it against. */
export function formatChange(now: string | number, before: string | number, locale: string): string | null {
  if (Number(before) <= 0) return null
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 1,
  }).format(Number(now) / Number(before) - 1)
}
