import { DomainError } from '../../kernel/errors'
import type { FileFormat } from '../file-formats'
import type { InvoiceDocument } from '../invoice-document'
import { fleetCsv } from './fleet/fleet-csv'
import { fleetXlsx } from './fleet/fleet-xlsx'
import { invoiceJson } from './invoice-json'
import { invoicePdf } from './pdf/invoice-pdf'
import { writePeppol } from './peppol/write-peppol'

/** Media types of what an invoice can become. */
export const FILE_TYPES = {
  pdf: 'application/pdf',
  xml: 'application/xml; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const satisfies Record<FileFormat, string>

export interface InvoiceFile {
  readonly fileName: string
  readonly contentType: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** An invoice in a format. @throws DomainError conflict when Peppol would refuse it; details say why */
export async function makeInvoiceFile(document: InvoiceDocument, format: FileFormat): Promise<InvoiceFile> {
  const kind = document.kind === 'invoice' ? 'invoice' : 'credit-note'
  const made = await bodyOf(document, format)
  return {
    fileName: `${kind}-${asciiOf(document.number ?? 'preview')}.${format}`,
    contentType: FILE_TYPES[format],
    content: typeof made === 'string' ? new TextEncoder().encode(made) : made,
  }
}

/** A header holds Latin letters alone; a series may begin with others. */
const asciiOf = (text: string) => text.replace(/[^A-Za-z0-9-]/g, '_')

async function bodyOf(document: InvoiceDocument, format: FileFormat): Promise<string | Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'pdf':
      return invoicePdf(document)
    case 'json':
      return invoiceJson(document)
    case 'csv':
      return [...fleetCsv([document], document.language)].join('')
    case 'xlsx':
      return fleetXlsx([document], document.language)
    case 'xml': {
      const written = writePeppol(document)
      if ('xml' in written) return written.xml
      const problems = Object.fromEntries(written.problems.map((found) => [found.rule, found.wants]))
      throw new DomainError('conflict', 'Peppol would refuse this invoice as it is.', problems)
    }
  }
}
