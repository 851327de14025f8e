import type { FileFormat } from '@/lib/invoices/file-formats'
import { makeInvoiceFile } from '@/lib/invoices/formats/make-invoice-file'
import type { InvoiceDocument } from '@/lib/invoices/invoice-document'

/** An invoice in a format, as a download. @throws DomainError conflict when Peppol would refuse it; details say why */
export async function invoiceFile(document: InvoiceDocument, format: FileFormat): Promise<Response> {
  const { fileName, contentType, content } = await makeInvoiceFile(document, format)
  return new Response(content, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
