import type { Actor } from '../../access/actor'
import { makeFleetMonthFile } from '../../fleets/queries/make-month-file'
import { makeStatementFile } from '../../hosts/make-statement-file'
import { getStatement } from '../../hosts/queries/statements'
import { makeInvoiceFile } from '../../invoices/formats/make-invoice-file'
import { reminderPdf } from '../../invoices/formats/pdf/reminder-pdf'
import { getInvoiceDocument } from '../../invoices/queries/get-document'
import { getReminderDocument } from '../../invoices/queries/get-reminder'
import { getRevenue } from '../../revenue/queries/get-revenue'
import { MOST_REPORT_ROWS, makeReportFile } from '../../revenue/report-file'
import { revenueQuerySchema } from '../../revenue/revenue-query'
import type { AttachmentKind, AttachmentRef, AttachmentRefs, MadeFile } from '../attachment'
import { makeReceipt } from './make-receipt'

type Makers = { readonly [Kind in AttachmentKind]: (actor: Actor, ref: AttachmentRefs[Kind]) => Promise<MadeFile> }

/** How each kind of file is made, with the eyes of whoever the mail is sent on behalf of. */
const MAKERS: Makers = {
  invoice: async (actor, { invoiceId, format }) =>
    makeInvoiceFile(await getInvoiceDocument(actor, BigInt(invoiceId)), format),
  reminder: async (actor, { invoiceId, number }) => {
    const reminder = await getReminderDocument(actor, BigInt(invoiceId), number)
    return {
      fileName: `reminder-${invoiceId}-${number}.pdf`,
      contentType: 'application/pdf',
      content: await reminderPdf(reminder),
    }
  },
  // Its key is the permission.
  receipt: (_actor, { paymentKey, language }) => makeReceipt(paymentKey, language),
  'fleet-month': (actor, { customerId, from, to, format, language }) =>
    makeFleetMonthFile(actor, BigInt(customerId), { from, to }, format, language),
  'revenue-report': async (actor, { choice, from, to, format, language }) =>
    makeReportFile(
      await getRevenue(actor, revenueQuerySchema.parse({ ...choice, from, to }), MOST_REPORT_ROWS),
      format,
      language,
    ),
  'host-statement': async (actor, { statementId }) => makeStatementFile(await getStatement(actor, BigInt(statementId))),
}

/** A mail's file, as things stand when it is sent. @throws DomainError what it is made of is gone, or no longer theirs to see */
export function makeAttachment(actor: Actor, ref: AttachmentRef): Promise<MadeFile> {
  const make = MAKERS[ref.what] as (actor: Actor, ref: AttachmentRef) => Promise<MadeFile>
  return make(actor, ref)
}
