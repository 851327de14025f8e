import type { Sql } from '../../db/coalesce'
import type { DeliveryWay, InvoiceDelivery, IssuedInvoice } from '../invoice-delivery'
import { invoiceLetter, type RemindedInvoice, reminderLetter, type Sender } from '../letters'
import { queueMailing, queueMailings } from './queue-mailing'

/** Every way out. The compiler asks for one per word of `DELIVERY_WAYS`. */
const WAYS: Readonly<Record<DeliveryWay, InvoiceDelivery>> = {
  none: { take: async () => undefined },
  mail: { take: mail },
}

/** Hands issued invoices to the ways their customers have chosen; in the transaction that issues them. */
export async function deliverInvoices(sql: Sql, invoices: readonly IssuedInvoice[]): Promise<void> {
  for (const way of new Set(invoices.map(({ way }) => way))) {
    await WAYS[way].take(
      sql,
      invoices.filter((invoice) => invoice.way === way),
    )
  }
}

async function mail(sql: Sql, invoices: readonly IssuedInvoice[]): Promise<void> {
  const addressed = invoices.flatMap((invoice) =>
    invoice.email === null ? [] : [{ ...invoice, email: invoice.email }],
  )
  if (addressed.length === 0) return
  const sender = await findSender(sql)
  await queueMailings(
    sql,
    addressed.map((invoice) => ({
      ...invoiceLetter(invoice, sender),
      kind: invoice.kind,
      to: invoice.email,
      language: invoice.language,
      about: { type: 'invoice', id: invoice.id },
      customerId: BigInt(invoice.customerId),
      dedupeKey: `invoice:${invoice.id}`,
    })),
  )
}

/** Mails a reminder to a customer who takes their invoices by mail; in the transaction that reminds. */
export async function deliverReminder(sql: Sql, invoice: RemindedInvoice): Promise<void> {
  if (invoice.way !== 'mail' || invoice.email === null) return
  await queueMailing(sql, {
    ...reminderLetter(invoice, await findSender(sql)),
    kind: 'reminder',
    to: invoice.email,
    language: invoice.language,
    about: { type: 'invoice', id: invoice.id },
    customerId: BigInt(invoice.customerId),
    dedupeKey: `reminder:${invoice.id}:${invoice.round}`,
  })
}

/** Who letters are from: the seller in force. */
export async function findSender(sql: Sql): Promise<Sender> {
  const { rows } = await sql.query<Sender>('SELECT name, bankgiro, plusgiro FROM seller ORDER BY id DESC LIMIT 1')
  return rows[0] ?? { name: 'Laddvakt', bankgiro: null, plusgiro: null }
}
