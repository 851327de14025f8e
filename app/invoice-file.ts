import { fileAnswer } from '@/app/file-answer'
import type { FileFormat } from '@/lib/invoices/file-formats'
import { makeInvoiceFile } from '@/lib/invoices/formats/make-invoice-file'
import type { InvoiceDocument } from '@/lib/invoices/invoice-document'

/** An invoice in a format, as a download. @throws DomainError conflict when Peppol would refuse it; details say why */
export async function invoiceFile(document: InvoiceDocument, format: FileFormat): Promise<Response> {
  const { fileName, contentType, content } = await makeInvoiceFile(document, format)
  return fileAnswer(content, contentType, fileName)
}
