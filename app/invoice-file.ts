import type { FileFormat } from '@/lib/invoices/file-formats'
import { fleetCsv } from '@/lib/invoices/formats/fleet/fleet-csv'
import { fleetXlsx } from '@/lib/invoices/formats/fleet/fleet-xlsx'
import { invoiceJson } from '@/lib/invoices/formats/invoice-json'
import { invoicePdf } from '@/lib/invoices/formats/pdf/invoice-pdf'
import { writePeppol } from '@/lib/invoices/formats/peppol/write-peppol'
import type { InvoiceDocument } from '@/lib/invoices/invoice-document'
import { DomainError } from '@/lib/kernel/errors'

const TYPES = {
  pdf: 'application/pdf',
  xml: 'application/xml; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const satisfies Record<FileFormat, string>

/** An invoice in a format, as a download. @throws DomainError conflict when Peppol would refuse it; details say why */
export async function invoiceFile(document: InvoiceDocument, format: FileFormat): Promise<Response> {
  const kind = document.kind === 'invoice' ? 'invoice' : 'credit-note'
  return new Response(await bodyOf(document, format), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${kind}-${asciiOf(document.number ?? 'preview')}.${format}"`,
      'cache-control': 'no-store',
    },
  })
}

/** A header holds Latin letters alone; a series may begin with others. */
const asciiOf = (text: string) => text.replace(/[^A-Za-z0-9-]/g, '_')

async function bodyOf(document: InvoiceDocument, format: FileFormat): Promise<BodyInit> {
  switch (format) {
    case 'pdf':
      return await invoicePdf(document)
    case 'json':
      return invoiceJson(document)
    case 'csv':
      return [...fleetCsv([document], document.language)].join('')
    case 'xlsx':
      return await fleetXlsx([document], document.language)
    case 'xml': {
      const written = writePeppol(document)
      if ('xml' in written) return written.xml
      const problems = Object.fromEntries(written.problems.map((found) => [found.rule, found.wants]))
      throw new DomainError('conflict', 'Peppol would refuse this invoice as it is.', problems)
    }
  }
}
