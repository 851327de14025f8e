import { db } from '../../db/client'
import { localDate } from '../../invoices/due-date'
import { receiptPdf } from '../../invoices/formats/pdf/receipt-pdf'
import { lineWords } from '../../invoices/line-words'
import { sellerOf } from '../../invoices/parties'
import { DomainError, notFound } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { getDriverPayment } from '../../payments/queries/get-driver-payment'
import { vatByRate } from '../../sessions/vat-by-rate'
import type { MadeFile } from '../attachment'
import type { MailLanguage } from '../mailing'

const UNITS = { kWh: 'kWh', min: 'min', h: 'min', session: 'session' } as const
const MEANS = { card: { sv: 'Kort', en: 'Card' }, swish: { sv: 'Swish', en: 'Swish' } } as const

/** The receipt of a payment that a driver has made, as PDF. @throws DomainError not-found | conflict (it is not paid, or there is no seller) */
export async function makeReceipt(key: string, language: MailLanguage): Promise<MadeFile> {
  const payment = await getDriverPayment(key, language, new Date())
  if (payment === null) throw notFound('payment', key)
  const price = payment.session?.price ?? null
  if (payment.state !== 'paid' || payment.session === null || price === null || price.total === null) {
    throw new DomainError('conflict', 'There is no receipt of what is not paid.', { reason: 'not-paid' })
  }
  const seller = await db().seller.findFirst({ orderBy: { id: 'desc' } })
  if (seller === null) {
    throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
  }
  const { session, station, place, timeZone } = payment
  const day = localDate(new Date(payment.settledAt ?? session.endedAt ?? payment.createdAt), timeZone)
  const total = new Decimal(price.total)
  const vat = new Decimal(price.vat ?? 0)
  const charged = {
    id: payment.number,
    station: station.name,
    site: place || station.name,
    startedAt: session.startedAt,
    endedAt: session.endedAt ?? payment.createdAt,
    timeZone,
    energyKwh: new Decimal(session.energyWh).div(1000).toFixed(3),
    vehicle: null,
    driver: null,
  }
  const lines = price.lines.map((line, at) => {
    const isHours = line.unit === 'h'
    const quantity = isHours ? new Decimal(line.quantity).times(60) : new Decimal(line.quantity)
    return {
      text: lineWords(line.kind, language),
      quantity: quantity.toFixed(),
      unit: UNITS[line.unit],
      vatPercent: line.vatPercent ?? '25',
      gross: line.amount,
      unitPriceGross: (isHours ? new Decimal(line.rate).div(60) : new Decimal(line.rate)).toFixed(),
      session: at === 0 ? charged : null,
    }
  })
  const net = total.minus(vat)
  const content = await receiptPdf({
    language,
    currency: payment.currency,
    seller: sellerOf(seller),
    number: payment.number,
    issueDate: day,
    lines,
    vatTotals: vatByRate(price).map((rate) => ({
      category: rate.percent === '0' ? ('Z' as const) : ('S' as const),
      ...rate,
      exemptionReason: null,
    })),
    netTotal: net.toFixed(2),
    vatTotal: vat.toFixed(2),
    rounding: '0.00',
    payable: total.toFixed(2),
    vatTotalSek: null,
    payment: {
      means: (payment.kind === 'swish' ? MEANS.swish : MEANS.card)[language],
      reference: payment.number,
      day,
    },
  })
  return {
    fileName: `${language === 'sv' ? 'kvitto' : 'receipt'}-${payment.number}.pdf`,
    contentType: 'application/pdf',
    content,
  }
}
