import type { Actor } from '../../access/actor'
import { getCustomer } from '../../customers/queries'
import { db } from '../../db/client'
import { localDate } from '../../invoices/due-date'
import { fleetCsv } from '../../invoices/formats/fleet/fleet-csv'
import type { FleetDocument } from '../../invoices/formats/fleet/fleet-rows'
import { fleetXlsx } from '../../invoices/formats/fleet/fleet-xlsx'
import { FILE_TYPES } from '../../invoices/formats/make-invoice-file'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { sellerOf } from '../../invoices/parties'
import { DomainError } from '../../kernel/errors'
import type { FleetMonthFormat, MadeFile } from '../../mailings/attachment'
import { periodName } from '../../mailings/letters'
import type { MailLanguage } from '../../mailings/mailing'
import { fleetMonthPdf } from '../month-pdf'
import type { FleetPeriod } from '../period'
import { listFleetCharges } from './list-charges'
import { sumFleetPeriod } from './sum-period'

/**
 * A customer's sessions of a period as a file: a report on paper, or a row per charge with driver, vehicle, cost centre and VAT, in the
 * same columns as an invoice's. @throws DomainError not-found | conflict (a report while nobody has entered the seller)
 */
export async function makeFleetMonthFile(
  actor: Actor,
  customerId: bigint,
  period: FleetPeriod,
  format: FleetMonthFormat,
  language: MailLanguage,
): Promise<MadeFile> {
  const customer = await getCustomer(actor, customerId)
  const lines = await listFleetCharges(actor, customerId, period, language)
  const issueDate = localDate(new Date(), BOOKS_ZONE)
  const rows: FleetDocument = { kind: 'invoice', number: null, issueDate: '', currency: 'SEK', lines: [...lines] }
  return {
    fileName: `${language === 'sv' ? 'laddning' : 'charging'}-${period.from}-${period.to}.${format}`,
    contentType: FILE_TYPES[format],
    content:
      format === 'csv'
        ? new TextEncoder().encode([...fleetCsv([rows], language)].join(''))
        : format === 'xlsx'
          ? await fleetXlsx([rows], language)
          : await fleetMonthPdf({
              language,
              seller: await sellerInForce(),
              customerName: customer.name,
              period: periodName(period, language),
              issueDate,
              lines,
              unpriced: (await sumFleetPeriod(actor, customerId, period)).unpriced,
            }),
  }
}

async function sellerInForce() {
  const seller = await db().seller.findFirst({ orderBy: { id: 'desc' } })
  if (seller === null) {
    throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
  }
  return sellerOf(seller)
}
