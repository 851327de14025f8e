import { Decimal } from '../kernel/money'
import {
  type BgMaxDeposit,
  type BgMaxFault,
  type BgMaxFile,
  type BgMaxPayment,
  CHANNELS,
  REFERENCE_KINDS,
} from './bgmax-file'
import { BgMaxRecord } from './bgmax-records'

/**
 * Reads a file of incoming payments from Bankgirot (BgMax). Lines of kinds it does not know are passed over, as the manual asks. Every sum
 * and count in the file is checked against what was read; the differences are named.
 */
export function readBgMax(bytes: Uint8Array): BgMaxFile {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/)
  const reader = new Reader()
  for (const [at, line] of lines.entries()) if (line.trim() !== '') reader.take(new BgMaxRecord(line, at + 1))
  return reader.finish()
}

type Draft<T> = { -readonly [K in keyof T]: T[K] }
interface PaymentDraft extends Omit<Draft<BgMaxPayment>, 'references' | 'information' | 'payer' | 'key'> {
  references: { reference: string; amount: string | null }[]
  information: string[]
  payer: Draft<BgMaxPayment['payer']>
}
interface Section {
  bankgiro: string
  plusgiro: string | null
  currency: string
  payments: PaymentDraft[]
}

class Reader {
  private readonly faults: BgMaxFault[] = []
  private readonly deposits: BgMaxDeposit[] = []
  private readonly counted = { payments: 0, deductions: 0, references: 0 }
  private section: Section | null = null
  private start: BgMaxRecord | null = null
  private isEnded = false

  take(record: BgMaxRecord): void {
    if (this.isEnded) this.fault('after-end', record)
    else if (this.start === null) this.begin(record)
    else this.sort(record)
  }

  private sort(record: BgMaxRecord): void {
    switch (record.code) {
      case '05':
        if (this.section !== null) this.fault('section-open', record)
        this.section = {
          bankgiro: record.digits(3, 12) ?? '',
          plusgiro: record.digits(13, 22),
          currency: record.text(23, 25),
          payments: [],
        }
        break
      case '20':
      case '21':
        this.payment(record)
        break
      case '22':
      case '23':
      case '25':
      case '26':
      case '27':
      case '28':
      case '29':
        this.detail(record)
        break
      case '15':
        this.deposit(record)
        break
      case '70':
        this.end(record)
        break
    }
  }

  finish(): BgMaxFile {
    if (this.start === null) this.faults.push({ code: 'not-bgmax', line: null })
    else if (!this.isEnded) this.faults.push({ code: 'end-missing', line: null })
    const time = this.start?.text(33, 38).replace(/(..)(..)(..)/, '$1:$2:$3')
    const date = this.start?.date(25, 32) ?? null
    return {
      createdAt: date === null ? null : `${date} ${time}`,
      isTest: this.start?.text(45, 45) === 'T',
      deposits: this.deposits,
      faults: this.faults,
    }
  }

  private fault(code: BgMaxFault['code'], record: BgMaxRecord, expected?: string, found?: string): void {
    this.faults.push({
      code,
      line: record.lineNumber,
      ...(expected === undefined ? {} : { expected, found: found ?? '' }),
    })
  }

  private begin(record: BgMaxRecord): void {
    this.start = record
    if (record.code !== '01' || record.text(3, 22) !== 'BGMAX') this.fault('not-bgmax', record)
    else if (record.text(23, 24) !== '01') this.fault('unknown-version', record, '01', record.text(23, 24))
    if (record.date(25, 32) === null) this.fault('not-a-date', record)
  }

  private payment(record: BgMaxRecord): void {
    const isDeduction = record.code === '21'
    this.counted[isDeduction ? 'deductions' : 'payments']++
    if (this.section === null) {
      this.fault('outside-section', record)
      return
    }
    const referenceKind = REFERENCE_KINDS[record.count(56, 56) ?? 0] ?? 'text'
    const reference = record.text(13, 37)
    this.section.payments.push({
      kind: isDeduction ? 'deduction' : 'payment',
      amount: this.amountOf(record, isDeduction),
      referenceKind,
      // Of several references the field is only their beginning: each has a record of its own.
      references: reference === '' || referenceKind === 'several' ? [] : [{ reference, amount: null }],
      channel: CHANNELS[(record.count(57, 57) ?? 0) - 1] ?? null,
      serial: record.text(58, 69) || null,
      deductionCode: isDeduction ? record.text(71, 71) || null : null,
      payer: { bankgiro: record.digits(3, 12), name: null, address: null, orgNumber: null },
      information: [],
    })
  }

  private amountOf(record: BgMaxRecord, isNegative: boolean): string {
    const amount = record.amount(38, 55)
    if (amount === null) this.fault('not-an-amount', record)
    return (amount ?? new Decimal(0)).times(isNegative ? -1 : 1).toFixed(2)
  }

  private detail(record: BgMaxRecord): void {
    const isReference = record.code === '22' || record.code === '23'
    if (isReference) this.counted.references++
    const payment = this.section?.payments.at(-1)
    if (payment === undefined) {
      this.fault('detail-without-payment', record)
      return
    }
    if (isReference) {
      const amount = this.amountOf(record, record.code === '23')
      payment.references.push({ reference: record.text(13, 37), amount: Number(amount) === 0 ? null : amount })
      return
    }
    const { payer } = payment
    const text = record.text(3, 52)
    if (record.code === '25') payment.information.push(text)
    if (record.code === '26') payer.name = [record.text(3, 37), record.text(38, 72)].filter(Boolean).join(' ')
    if (record.code === '27') payer.address = [record.text(3, 37), record.text(38, 46)].filter(Boolean).join(', ')
    if (record.code === '28') {
      const place = [record.text(3, 37), record.text(38, 72)].filter(Boolean).join(', ')
      payer.address = payer.address === null ? place : `${payer.address} ${place}`
    }
    if (record.code === '29') payer.orgNumber = record.digits(3, 14)
  }

  private deposit(record: BgMaxRecord): void {
    const { section } = this
    if (section === null) {
      this.fault('outside-section', record)
      return
    }
    const sum = section.payments.reduce((total, { amount }) => total.plus(amount), new Decimal(0))
    const amount = record.amount(51, 68)
    if (amount === null) this.fault('not-an-amount', record)
    else if (!amount.equals(sum)) this.fault('deposit-amount-differs', record, amount.toFixed(2), sum.toFixed(2))
    const currency = record.text(69, 71)
    if (currency !== section.currency) this.fault('currency-differs', record, section.currency, currency)
    this.agree('deposit-count-differs', record, record.count(72, 79), section.payments.length)
    const paidOn = record.date(38, 45)
    if (paidOn === null) this.fault('not-a-date', record)
    const serial = record.digits(46, 50)
    const place = `${section.bankgiro}/${paidOn ?? record.text(38, 45)}/${serial ?? '-'}`
    const { payments, ...account } = section
    this.deposits.push({
      ...account,
      paidOn: paidOn ?? '',
      account: record.digits(3, 37),
      serial,
      amount: (amount ?? sum).toFixed(2),
      payments: payments.map((payment, at) => ({
        ...payment,
        key: `${place}/${payment.serial ?? `#${at + 1}`}/${payment.kind}`,
      })),
    })
    this.section = null
  }

  private end(record: BgMaxRecord): void {
    this.isEnded = true
    if (this.section !== null) this.fault('section-open', record)
    this.agree('payment-count-differs', record, record.count(3, 10), this.counted.payments)
    this.agree('deduction-count-differs', record, record.count(11, 18), this.counted.deductions)
    this.agree('reference-count-differs', record, record.count(19, 26), this.counted.references)
    this.agree('deposits-differ', record, record.count(27, 34), this.deposits.length)
  }

  private agree(code: BgMaxFault['code'], record: BgMaxRecord, expected: number | null, found: number): void {
    if (expected !== found) this.fault(code, record, String(expected ?? ''), String(found))
  }
}
