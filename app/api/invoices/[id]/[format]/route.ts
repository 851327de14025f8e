import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { FILE_FORMATS } from '@/lib/invoices/file-formats'
import { getInvoiceDocument } from '@/lib/invoices/queries/get-document'
import { DomainError, notFound } from '@/lib/kernel/errors'
import { invoiceFile } from '../../../../invoice-file'

export const dynamic = 'force-dynamic'

/** An invoice as a file: PDF as it prints, Peppol BIS Billing 3, or JSON. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; format: string }> },
): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id, format } = await params
    const known = FILE_FORMATS.find((name) => name === format)
    if (known === undefined) return problem('not-found', 'There is no such format.')
    if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound('invoice', id.slice(0, 20))
    return await invoiceFile(await getInvoiceDocument(actor, BigInt(id)), known)
  } catch (error) {
    return problemOf(error)
  }
}
