import { formatMoney } from '../../kernel/money'
import { getRevenue } from '../../revenue/queries/get-revenue'
import { REPORT_FORMATS } from '../../revenue/report-file'
import { readChoice } from '../../revenue/revenue-query'
import { periodName } from '../letters'
import type { WriteScheduled } from './write-scheduled'

/** A month's or week's revenue as somebody has chosen to see it: the sums in the letter, the rows in its files. */
export const writeRevenueReport: WriteScheduled = async (actor, { language, formats, filter }, { from, to }) => {
  const query = readChoice(filter, from, to)
  const { total, totalBefore, currency, subscriptions } = await getRevenue(actor, query, 1)
  const { from: _from, to: _to, ...choice } = query
  const isSwedish = language === 'sv'
  const money = (amount: string) => formatMoney(amount, currency, language)
  const feesOf = (gross: string | undefined) => (gross === undefined || Number(gross) === 0 ? null : money(gross))
  const when = periodName({ from, to }, language)
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(isSwedish ? 'sv-SE' : 'en-GB', { maximumFractionDigits: digits }).format(value)
  const facts: readonly (readonly [sv: string, en: string, value: string | null])[] = [
    ['Intäkter inkl. moms', 'Revenue incl. VAT', money(total.gross)],
    ['Jämförelseperioden', 'The period before', totalBefore && money(totalBefore.gross)],
    ['Exkl. moms', 'Excl. VAT', money(total.net)],
    ['Därtill abonnemang inkl. moms', 'Subscriptions besides, incl. VAT', feesOf(subscriptions?.gross)],
    ['Laddningar', 'Sessions', number(total.sessions)],
    ['Energi', 'Energy', `${number(total.energyWh / 1000, 1)} kWh`],
    ['Obetalt', 'Unpaid', money(total.unpaid)],
    ['Utan pris', 'Unpriced', number(total.unpriced)],
    ['Att granska', 'Under review', number(total.underReview)],
  ]
  const lines = facts.flatMap(([sv, en, value]) => (value === null ? [] : `${isSwedish ? sv : en}: ${value}`))
  return {
    subject: isSwedish ? `Intäkter ${when}` : `Revenue ${when}`,
    text: [
      isSwedish ? 'Hej!' : 'Hello,',
      isSwedish ? `Här är intäkterna för ${when}.` : `Here is the revenue of ${when}.`,
      lines.join('\n'),
    ].join('\n\n'),
    attachments: REPORT_FORMATS.filter((format) => formats.includes(format)).map((format) => ({
      what: 'revenue-report',
      choice,
      from,
      to,
      format,
      language,
    })),
  }
}
