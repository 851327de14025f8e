import { encode } from 'uqr'
import { Decimal, formatMoney } from '../../../kernel/money'
import { formatBankgiro, formatPlusgiro } from '../../../references/giro'
import { type Payable, payableAccounts } from '../payable-accounts'
import { paymentQr } from '../payment-qr'
import { type Flow, keepTogether } from './flow'
import type { Highlight } from './letterhead'
import { type PdfLanguage, type PdfWords, pdfWords } from './pdf-words'
import { COLOUR, FRAME, PAGE } from './sheet'

const QR = 88
const HEIGHT = QR + 40

/** Where to pay and what to state there: the account first in line, as it is printed. */
export function accountOf(payable: Payable, words: PdfWords): readonly [label: string, account: string] | null {
  const { bankgiro, plusgiro, iban } = payableAccounts(payable)
  if (bankgiro !== null) return [words.bankgiro, formatBankgiro(bankgiro)]
  if (plusgiro !== null) return [words.plusgiro, formatPlusgiro(plusgiro)]
  return iban === null ? null : ['IBAN', formatIban(iban)]
}

const formatIban = (iban: string) => iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')

/** The four things a payer looks for. */
export function paymentHighlights(payable: Payable, language: PdfLanguage): Highlight[] {
  const words = pdfWords(language)
  const account = accountOf(payable, words)
  return [
    { label: words.toPay, value: formatMoney(payable.payable, payable.currency, language), isLarge: true },
    { label: words.dueDate, value: payable.dueDate },
    { label: payable.ocr === null ? words.payReference : words.ocr, value: payable.ocr ?? payable.number ?? '–' },
    ...(account === null ? [] : [{ label: account[0], value: account[1] }]),
  ]
}

/** The payment part at the foot of the last page: code for the bank's app, and the same in words. Nothing when there is nothing to pay. */
export function drawPaymentPart(flow: Flow, payable: Payable, language: PdfLanguage): void {
  const { sheet } = flow
  const words = pdfWords(language)
  const account = accountOf(payable, words)
  if (account === null || !new Decimal(payable.payable).greaterThan(0)) return
  keepTogether(flow, HEIGHT)
  const top = PAGE.height - PAGE.bottom - HEIGHT + 14
  sheet.artifact(() => sheet.rule(PAGE.margin, top - 12, FRAME, COLOUR.ink, 0.8))
  sheet.tag(flow.root, 'H2', () => sheet.line(words.payment, PAGE.margin, top - 3, 100, { size: 10, font: 'bold' }))
  const code = paymentQr(payable)
  if (code !== null) {
    const left = PAGE.margin + FRAME - QR
    const draw = () => sheet.squares(encode(code, { ecc: 'M', border: 0 }).data, left, top, QR)
    sheet.tag(flow.root, 'Figure', draw, { alt: words.qr, bbox: [left, top, left + QR, top + QR] })
    sheet.tag(flow.root, 'Caption', () =>
      sheet.line(words.scan, left - 40, top + QR + 5, QR + 40, { size: 6.5, colour: COLOUR.soft, align: 'right' }),
    )
  }
  drawFields(flow, fieldsOf(payable, account, words, language), top + 18)
  flow.y = PAGE.height - PAGE.bottom
}

type Field = readonly [label: string, value: string, isStrong?: boolean]

function fieldsOf(
  payable: Payable,
  account: readonly [string, string],
  words: PdfWords,
  language: PdfLanguage,
): Field[] {
  const { seller } = payable
  const { swishNumber, iban, bic } = payableAccounts(payable)
  return [
    [account[0], account[1], true],
    [payable.ocr === null ? words.payReference : words.ocr, payable.ocr ?? payable.number ?? '–', true],
    [words.toPay, formatMoney(payable.payable, payable.currency, language), true],
    [words.payBy, payable.dueDate, true],
    [words.payee, seller.name],
    ...(swishNumber === null ? [] : [[words.swish, formatSwish(swishNumber)] as const]),
    ...(iban === null || account[0] === 'IBAN' ? [] : [['IBAN', formatIban(iban)] as const]),
    ...(bic === null ? [] : [['BIC', bic] as const]),
  ]
}

const formatSwish = (number: string) => number.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2 $3 $4')

/** Four to a row; an IBAN takes more than a date. */
const SHARES = [0.21, 0.26, 0.32, 0.21]
function drawFields({ sheet, root }: Flow, fields: readonly Field[], top: number): void {
  const list = sheet.group(root, 'L')
  const frame = FRAME - QR - 24
  for (const [at, [label, value, isStrong]] of fields.entries()) {
    const width = SHARES[at % 4]! * frame
    const left = PAGE.margin + SHARES.slice(0, at % 4).reduce((sum, share) => sum + share * frame, 0)
    const y = top + Math.floor(at / 4) * 38
    const item = sheet.group(list, 'LI')
    sheet.tag(item, 'Lbl', () => sheet.line(label, left, y, width - 8, { size: 7.5, colour: COLOUR.soft }))
    sheet.tag(item, 'LBody', () =>
      sheet.line(
        value,
        left,
        y + 11,
        width - 6,
        isStrong ? { size: 10.5, font: 'bold', shrink: true } : { size: 7.5, font: 'medium', shrink: true },
      ),
    )
  }
}
