/** The calendar month before this one, by the clocks of Sweden, and money counted in whole öre: what money.spec.ts reckons with. */
const ZONE = 'Europe/Stockholm'
const inSweden = (at: Date) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(at)
const [thisYear = 0, thisMonth = 0] = inSweden(new Date()).split('-').map(Number)
const first = new Date(Date.UTC(thisYear, thisMonth - 2, 1))
const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()]
const noon = new Date(Date.UTC(year, month, 10, 12))
/** Of the days 1 to 24: clocks are changed on a later Sunday. */
const hoursAhead =
  Number(new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', hour12: false }).format(noon)) - 12

/** A moment of the month, by Swedish wall clocks. @param day 1 to 24 @param time `23:00` */
export function at(day: number, time = '00:00'): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return new Date(Date.UTC(year, month, day, hour - hoursAhead, minute))
}

/** `2026-10-03` */
export const day = (number: number): string => new Date(Date.UTC(year, month, number)).toISOString().slice(0, 10)
export const today = (): string => inSweden(new Date())
export const daysInMonth = BigInt(new Date(Date.UTC(year, month + 1, 0)).getUTCDate())

/** `99.86` for 9986n. */
export const kronor = (ore: bigint): string => {
  const digits = String(ore < 0n ? -ore : ore).padStart(3, '0')
  return `${ore < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Öre of `99.86`, `99,86` or `-99,86`. */
export function ore(text: string): bigint {
  const [, sign, whole = '', part = ''] = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? []
  if (whole === '') throw new Error(`Not an amount: ${text}`)
  const amount = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
  return sign === '-' ? -amount : amount
}

/** A share of an amount, half an öre away from zero. */
export const share = (amount: bigint, part: bigint, whole: bigint): bigint =>
  (amount * part * 2n + whole) / (whole * 2n)

/** The VAT in an amount that contains 25 %. */
export const vatIn = (gross: bigint): bigint => share(gross, 25n, 125n)
