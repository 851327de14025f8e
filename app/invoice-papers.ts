import type { Actor } from '@/lib/access/actor'
import { annexPdf, invoiceAnnexPdf } from '@/lib/invoices/formats/pdf/annex-pdf'
import { reminderPdf } from '@/lib/invoices/formats/pdf/reminder-pdf'
import { getAnnexes } from '@/lib/invoices/queries/get-annex'
import { getReminderDocument } from '@/lib/invoices/queries/get-reminder'
import { pdfAnswer } from './pdf-answer'

/** What an invoice, or one line of it, rests on. @param line null: all its sessions */
export async function annexAnswer(actor: Actor, id: bigint, line: number | null): Promise<Response> {
  const annexes = await getAnnexes(actor, id, line)
  const number = annexes[0].invoice?.number ?? `${id}`
  if (line === null) return pdfAnswer(await invoiceAnnexPdf(annexes), `annex-${number}`)
  const [annex] = annexes
  const its = annex.invoice && { ...annex.invoice, line }
  return pdfAnswer(await annexPdf({ ...annex, invoice: its }), `annex-${number}-${line}`)
}

export async function reminderAnswer(actor: Actor, id: bigint, number: number): Promise<Response> {
  const reminder = await getReminderDocument(actor, id, number)
  return pdfAnswer(await reminderPdf(reminder), `reminder-${reminder.invoices[0]?.number ?? id}-${number}`)
}
