import { Decimal } from '../kernel/money'

/**
 * BgMax records, cut by position. A file has lines of 80 characters in ISO 8859-1; the first two say what a line is:
 * 01 start, 05 opens a section (an account), 20 payment, 21 deduction, 22 and 23 further references of the one before (23: of a deduction),
 * 25 information, 26 name, 27 and 28 address, 29 organisation number, 15 closes a section with the deposit, 70 end.
 * Source: Bankgirot, "Bankgiro Inbetalningar, Technical Manual" (November 2019), chapter 3. Positions are from 1, both ends included.
 */
export class BgMaxRecord {
  readonly code: string

  constructor(
    private readonly line: string,
    /** From 1. */
    readonly lineNumber: number,
  ) {
    this.code = line.slice(0, 2)
  }

  text = (from: number, to: number): string => this.line.slice(from - 1, to).trim()

  /** A number filled with zeros from the left; null when all is zero or blank. */
  digits(from: number, to: number): string | null {
    const digits = this.text(from, to).replace(/^0+/, '')
    return digits === '' ? null : digits
  }

  /** A count; null when it is none. */
  count(from: number, to: number): number | null {
    const text = this.text(from, to)
    return /^\d+$/.test(text) ? Number(text) : null
  }

  /** An amount in hundredths, in major units; null when it is none. */
  amount(from: number, to: number): Decimal | null {
    const text = this.text(from, to)
    return /^\d+$/.test(text) ? new Decimal(text).dividedBy(100) : null
  }

  /** `YYYY-MM-DD`; null when it is no day of the calendar. */
  date(from: number, to: number): string | null {
    const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(this.text(from, to)) ?? []
    const date = `${year}-${month}-${day}`
    const parsed = new Date(`${date}T00:00:00Z`)
    return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date
  }
}
