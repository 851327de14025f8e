import { Decimal, formatMoney } from '../kernel/money'
import type { StatementLine } from './build-statement'
import type { ShareTerms } from './share'

export type StatementLanguage = 'sv' | 'en'

/** A month as people write it: `oktober 2026`. @param month `2026-10` */
export const monthName = (month: string, language: StatementLanguage): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`))

export const STATEMENT_WORDS = {
  sv: {
    title: 'Avräkning',
    number: 'Avräkningsnummer',
    issueDate: 'Datum',
    period: 'Period',
    site: 'Anläggning',
    orgNumber: 'Ert org.nr',
    vatNumber: 'Ert momsreg.nr',
    account: 'Betalas till konto',
    toHost: 'Att betala till er',
    toUs: 'Att betala till oss',
    lines: 'Specifikation',
    what: 'Avser',
    sessions: 'Laddningar',
    energy: 'kWh',
    net: 'Intäkt',
    cost: 'El',
    fees: 'Avgifter',
    amount: 'Belopp',
    share: (month: string) => `Andel för ${month}`,
    correction: (month: string) => `Rättelse av ${month}`,
    feeToHost: (month: string) => `Månadsavgift till er för ${month}`,
    feeFromHost: (month: string) => `Månadsavgift från er för ${month}`,
    shareNet: 'Er del exkl. moms',
    shareVat: 'Moms på er del',
    feeNet: 'Vår avgift exkl. moms',
    feeVat: 'Moms på vår avgift',
    selfBilled: 'Självfakturering: avräkningen är er faktura till oss för er del.',
    unregistered: 'Ni är inte momsregistrerade: ingen moms på er del.',
    exclusive: 'Alla belopp i specifikationen är exklusive moms.',
    late: 'Laddningar som kommer in eller rättas efter avräkningen tas med i nästa, på egen rad för den månad de hör till.',
    percentOfNet: (percent: string) => `Ni får ${percent} % av intäkten exkl. moms.`,
    percentOfMargin: (percent: string) =>
      `Ni får ${percent} % av det som blir kvar av intäkten efter elkostnad och betalleverantörernas avgifter, exkl. moms.`,
    perKwh: (price: string) => `Ni får ${price} per levererad kWh, exkl. moms.`,
  },
  en: {
    title: 'Settlement statement',
    number: 'Statement no.',
    issueDate: 'Date',
    period: 'Period',
    site: 'Site',
    orgNumber: 'Your company no.',
    vatNumber: 'Your VAT no.',
    account: 'Paid to account',
    toHost: 'To be paid to you',
    toUs: 'To be paid to us',
    lines: 'Specification',
    what: 'For',
    sessions: 'Charges',
    energy: 'kWh',
    net: 'Revenue',
    cost: 'Energy',
    fees: 'Fees',
    amount: 'Amount',
    share: (month: string) => `Share for ${month}`,
    correction: (month: string) => `Correction of ${month}`,
    feeToHost: (month: string) => `Monthly fee to you for ${month}`,
    feeFromHost: (month: string) => `Monthly fee from you for ${month}`,
    shareNet: 'Your part excl. VAT',
    shareVat: 'VAT on your part',
    feeNet: 'Our fee excl. VAT',
    feeVat: 'VAT on our fee',
    selfBilled: 'Self-billing: this statement is your invoice to us for your part.',
    unregistered: 'You are not registered for VAT: no VAT on your part.',
    exclusive: 'All amounts in the specification are without VAT.',
    late: 'Charges that come in or are corrected after this statement are in the next, on a line of their own for the month they belong to.',
    percentOfNet: (percent: string) => `You get ${percent} % of the revenue without VAT.`,
    percentOfMargin: (percent: string) =>
      `You get ${percent} % of what is left of the revenue after energy and payment providers' fees, without VAT.`,
    perKwh: (price: string) => `You get ${price} for each kWh delivered, without VAT.`,
  },
} as const

/** What a line is for, in words. */
export function lineWords({ kind, month, amount }: StatementLine, language: StatementLanguage): string {
  const words = STATEMENT_WORDS[language]
  const named = monthName(month, language)
  if (kind === 'fee') return new Decimal(amount).isNegative() ? words.feeFromHost(named) : words.feeToHost(named)
  return kind === 'share' ? words.share(named) : words.correction(named)
}

/** What the host gets, in a sentence. */
export function termsWords(
  terms: Pick<ShareTerms, 'model' | 'percent' | 'perKwh'>,
  language: StatementLanguage,
): string {
  const words = STATEMENT_WORDS[language]
  const number = (text: string | null) =>
    new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 6 }).format(Number(text ?? 0))
  if (terms.model === 'per-kwh') {
    const price = new Decimal(terms.perKwh ?? 0)
    return words.perKwh(price.decimalPlaces() > 2 ? `${number(terms.perKwh)} kr` : formatMoney(price, 'SEK', language))
  }
  const percent = number(terms.percent)
  return terms.model === 'net-share' ? words.percentOfNet(percent) : words.percentOfMargin(percent)
}
