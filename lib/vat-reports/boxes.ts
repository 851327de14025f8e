import { Decimal } from '../kernel/money'

/** Boxes of the Swedish VAT return that charging has something in, in the return's order. Source: skatteverket.se, "Fylla i momsdeklarationen". */
export const VAT_BOXES = ['05', '10', '11', '12', '39', '40', '41', '42', '48', '49'] as const
export type VatBox = (typeof VAT_BOXES)[number]

/** An account's sum over a period; of reverse charge by where the buyer is. Debit positive. */
export interface AccountSum {
  readonly account: string
  /** ISO 3166 of the invoice's buyer; null where there is none. */
  readonly country: string | null
  readonly amount: string
}

const EU = new Set('AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SI SK'.split(' '))

/** Which box an account's entries belong in; null: none. Sales under reverse charge by the buyer's country. */
export function boxOf({ account, country }: Pick<AccountSum, 'account' | 'country'>): VatBox | null {
  switch (account) {
    case '3001':
    case '3002':
    case '3003':
      return '05'
    case '2611':
      return '10'
    case '2621':
      return '11'
    case '2631':
      return '12'
    case '2641':
      return '48'
    case '3004':
      return '42'
    case '3108':
      return country === null || country === 'SE' ? '41' : EU.has(country) ? '39' : '40'
    default:
      return null
  }
}

/** Accounts that the return is made of. */
export const VAT_ACCOUNTS = ['2611', '2621', '2631', '2641', '3001', '3002', '3003', '3004', '3108'] as const

/** What stands in each box: öre exact; the return itself wants whole kronor. Box 49 is what is to be paid, negative: to get back. */
export function boxesOf(sums: readonly AccountSum[]): Readonly<Record<VatBox, string>> {
  const boxes = Object.fromEntries(VAT_BOXES.map((box) => [box, new Decimal(0)])) as Record<VatBox, Decimal>
  for (const sum of sums) {
    const box = boxOf(sum)
    // Sales and output VAT stand on the credit side, input VAT on the debit side.
    if (box !== null) boxes[box] = box === '48' ? boxes[box].plus(sum.amount) : boxes[box].minus(sum.amount)
  }
  boxes['49'] = toPay(boxes)
  return Object.fromEntries(VAT_BOXES.map((box) => [box, boxes[box].toFixed(2)])) as Record<VatBox, string>
}

const toPay = (boxes: Readonly<Record<VatBox, Decimal>>): Decimal =>
  boxes['10'].plus(boxes['11']).plus(boxes['12']).minus(boxes['48'])

/** The boxes as the return wants them: kronor, öre dropped, not rounded (Skatteverket); box 49 is the sum of what then stands there. */
export function wholeKronor(boxes: Readonly<Record<VatBox, string>>): Readonly<Record<VatBox, string>> {
  const whole = Object.fromEntries(VAT_BOXES.map((box) => [box, new Decimal(boxes[box]).trunc()])) as Record<
    VatBox,
    Decimal
  >
  whole['49'] = toPay(whole)
  return Object.fromEntries(VAT_BOXES.map((box) => [box, whole[box].toFixed(0)])) as Record<VatBox, string>
}
