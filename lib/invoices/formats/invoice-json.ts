import type { InvoiceDocument } from '../invoice-document'

/**
 * The document as JSON for other programs: the same fields (amounts as decimal strings) after its name and version. The logo is left out.
 * Fields may be added; `version` changes when one changes its meaning.
 */
export function invoiceJson(document: InvoiceDocument): string {
  const { seller, ...rest } = document
  return `${JSON.stringify({ format: 'laddvakt-invoice', version: 1, ...rest, seller: { ...seller, logo: null } }, null, 2)}\n`
}
