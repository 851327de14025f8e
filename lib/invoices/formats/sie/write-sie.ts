import { Decimal } from '../../../kernel/money'
import { formatOrgNumber } from '../../../references/org-number'
import { toCp437 } from './cp437'

/** A row of a voucher. */
export interface SieEntry {
  /** BAS account, digits. */
  readonly account: string
  /** Decimal string, at most two decimals: debit positive, credit negative. */
  readonly amount: string
  readonly text?: string
  /** Which cost centre, project … the row belongs to: objects by dimension (1 is the cost centre in SIE's own list). */
  readonly objects?: readonly { readonly dimension: number; readonly id: string }[]
  readonly quantity?: string
}

/** What happened, in double entry: its rows sum to zero. */
export interface SieVoucher {
  /** `A`, `K` …: the series it gets in the accounting program. */
  readonly series: string
  /** Null: the accounting program numbers it. */
  readonly number: string | null
  /** `YYYY-MM-DD`, like all dates here. */
  readonly date: string
  readonly text: string
  /** When it was written in the books. */
  readonly registered?: string
  readonly entries: readonly SieEntry[]
}

/** Vouchers for an accounting program, and what it needs to know of them. */
export interface SieFile {
  readonly program: { readonly name: string; readonly version: string }
  readonly generated: string
  readonly company: { readonly name: string; readonly orgNumber: string }
  /** The financial year that the vouchers belong to. */
  readonly year: { readonly from: string; readonly to: string }
  /** The chart of accounts, such as `BAS2024`. */
  readonly chart: string
  readonly currency: string
  readonly accounts: readonly { readonly number: string; readonly name: string; readonly type: 'T' | 'S' | 'K' | 'I' }[]
  readonly dimensions?: readonly {
    readonly number: number
    readonly name: string
    readonly objects: readonly { readonly id: string; readonly name: string }[]
  }[]
  readonly vouchers: readonly SieVoucher[]
}

export const SIE_PROBLEMS = [
  'not-balanced',
  'no-entries',
  'too-many-decimals',
  'not-an-amount',
  'not-an-account',
  'account-missing',
  'object-missing',
  'outside-year',
  'number-twice',
  'company-without-number',
] as const
export interface SieProblem {
  readonly code: (typeof SIE_PROBLEMS)[number]
  /** Place in the list of vouchers, from 0; null: it concerns the file. */
  readonly voucher: number | null
  readonly found: string
}

export type SieResult = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problems: readonly SieProblem[] }

/**
 * A SIE 4 import file (type 4I, `.si`): code page 437, CRLF. Refuses vouchers that do not sum to zero and rows on accounts or objects that
 * the file does not name. Source: SIE-gruppen, "SIE filformat" 4B/4C, sie.se.
 */
export function writeSie(file: SieFile): SieResult {
  const problems = checkSie(file)
  if (problems.length > 0) return { problems }
  const lines = [...head(file), ...file.vouchers.flatMap(voucherLines)]
  return { bytes: toCp437(lines.map((line) => `${line}\r\n`).join('')) }
}

function* head(file: SieFile): Generator<string> {
  yield '#FLAGGA 0'
  yield `#PROGRAM ${quoted(file.program.name)} ${quoted(file.program.version)}`
  yield '#FORMAT PC8'
  yield `#GEN ${day(file.generated)}`
  yield '#SIETYP 4'
  yield `#ORGNR ${formatOrgNumber(file.company.orgNumber)}`
  yield `#FNAMN ${quoted(file.company.name)}`
  yield `#RAR 0 ${day(file.year.from)} ${day(file.year.to)}`
  yield `#KPTYP ${quoted(file.chart)}`
  yield `#VALUTA ${file.currency}`
  for (const { number, name, objects } of file.dimensions ?? []) {
    yield `#DIM ${number} ${quoted(name)}`
    for (const object of objects) yield `#OBJEKT ${number} ${quoted(object.id)} ${quoted(object.name)}`
  }
  for (const { number, name, type } of file.accounts) {
    yield `#KONTO ${number} ${quoted(name)}`
    yield `#KTYP ${number} ${type}`
  }
}

function voucherLines({ series, number, date, text, registered, entries }: SieVoucher): string[] {
  const written = registered === undefined ? '' : ` ${day(registered)}`
  return [
    `#VER ${quoted(series)} ${quoted(number ?? '')} ${day(date)} ${quoted(text)}${written}`,
    '{',
    ...entries.map((entry) => {
      const objects = (entry.objects ?? []).map(({ dimension, id }) => `${dimension} ${quoted(id)}`).join(' ')
      const amount = new Decimal(entry.amount).toFixed(2)
      // The date of the row stays empty: it is the voucher's.
      const rest = entry.quantity === undefined ? '' : ` ${entry.quantity}`
      return `#TRANS ${entry.account} {${objects}} ${amount} "" ${quoted(entry.text ?? '')}${rest}`
    }),
    '}',
  ]
}

/** In quotes, with quotes escaped. Control characters would break the line, a backslash the quote after it. */
const quoted = (text: string) =>
  `"${text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replaceAll('\\', '/')
    .replaceAll('"', '\\"')}"`
const day = (date: string) => date.replaceAll('-', '')

function checkSie(file: SieFile): SieProblem[] {
  const problems: SieProblem[] = []
  if (!/^\d{6}-\d{4}$/.test(formatOrgNumber(file.company.orgNumber))) {
    problems.push({ code: 'company-without-number', voucher: null, found: file.company.orgNumber })
  }
  const accounts = new Set(file.accounts.map(({ number }) => number))
  for (const number of accounts) {
    if (!/^\d{4,8}$/.test(number)) problems.push({ code: 'not-an-account', voucher: null, found: number })
  }
  const objects = new Set(
    (file.dimensions ?? []).flatMap((dimension) => dimension.objects.map(({ id }) => `${dimension.number} ${id}`)),
  )
  const numbers = new Set<string>()
  for (const [voucher, { series, number, date, entries }] of file.vouchers.entries()) {
    const tell = (code: SieProblem['code'], found: string) => problems.push({ code, voucher, found })
    if (date < file.year.from || date > file.year.to) tell('outside-year', date)
    if (entries.length === 0) tell('no-entries', series)
    if (number !== null) {
      const name = `${series} ${number}`
      if (numbers.has(name)) tell('number-twice', name)
      numbers.add(name)
    }
    let sum = new Decimal(0)
    for (const entry of entries) {
      if (!accounts.has(entry.account)) tell('account-missing', entry.account)
      for (const { dimension, id } of entry.objects ?? []) {
        if (!objects.has(`${dimension} ${id}`)) tell('object-missing', `${dimension} ${id}`)
      }
      if (!/^-?\d+(\.\d+)?$/.test(entry.amount)) {
        tell('not-an-amount', entry.amount)
        continue
      }
      const amount = new Decimal(entry.amount)
      if (amount.decimalPlaces() > 2) tell('too-many-decimals', entry.amount)
      sum = sum.plus(amount)
    }
    if (!sum.isZero()) tell('not-balanced', sum.toFixed())
  }
  return problems
}
