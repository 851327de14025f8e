import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { InvoiceActs } from '@/components/invoices/invoice-acts'
import { InvoiceDownloads } from '@/components/invoices/invoice-downloads'
import { InvoiceLines } from '@/components/invoices/invoice-lines'
import { InvoicePaper, InvoiceStory } from '@/components/invoices/invoice-summary'
import { StandingBadge } from '@/components/invoices/standing-badge'
import { InvoiceMails } from '@/components/mailings/invoice-mails'
import { shownMailing } from '@/components/mailings/shown-mailing'
import { Page } from '@/components/shell/page'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { getInvoiceHead } from '@/lib/invoices/queries/get-document'
import { getInvoice } from '@/lib/invoices/queries/get-invoice'
import { listInvoices } from '@/lib/invoices/queries/list-invoices'
import { listInvoiceLines } from '@/lib/invoices/queries/list-lines'
import { listPayments } from '@/lib/invoices/queries/list-payments'
import { listMailings } from '@/lib/mailings/queries/list-mailings'
import {
  bounceMailingAction,
  cancelMailingAction,
  mailInvoiceAction,
  readMailingAction,
  resendMailingAction,
} from '../../settings/mailings/actions'
import {
  cancelDraftAction,
  creditInvoiceAction,
  issueInvoiceAction,
  moreLinesAction,
  recordPaymentAction,
  recordRefundAction,
  remindInvoiceAction,
  settleByCreditAction,
} from '../actions'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('invoices.read')
  const invoice = await orNotFound(getInvoice(actor, idParam((await params).id)))
  const t = await getTranslations('invoices')
  return { title: invoice.number ?? t('noNumber') }
}

export default async function InvoicePage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('invoices.read')
  const id = idParam((await params).id)
  const invoice = await orNotFound(getInvoice(actor, id))
  const mayWrite = mayDo(actor.role, 'invoices.write')
  const maySteerMail = mayDo(actor.role, 'mailings.write')
  const [mails, head, lines, credits] = await Promise.all([
    listMailings(actor, { about: { type: 'invoice', id: String(id) }, limit: 20 }),
    getInvoiceHead(actor, id),
    listInvoiceLines(actor, id, { limit: 50 }),
    mayWrite ? creditsOf(actor, invoice.customer.id) : [],
  ])
  const t = await getTranslations('invoices')
  const name = invoice.number === null ? t('noNumber') : t(`one.${invoice.kind}`, { number: invoice.number })
  return (
    <Page
      title={
        <span className="flex items-center gap-2">
          {name} <StandingBadge invoice={invoice} />
        </span>
      }
      description={
        <Link href={`/customers/${invoice.customer.id}`} className="underline underline-offset-4">
          {invoice.customer.name}
        </Link>
      }
      actions={
        <>
          <InvoiceDownloads
            id={String(id)}
            isDraft={invoice.state !== 'issued'}
            hasSessions={lines.rows.some(({ session }) => session !== null)}
          />
          {mayWrite && (
            <InvoiceActs
              invoice={{ ...pick(invoice), id: String(id), name }}
              credits={credits}
              today={localDate(new Date(), BOOKS_ZONE)}
              actions={{
                issue: issueInvoiceAction,
                cancel: cancelDraftAction,
                credit: creditInvoiceAction,
                remind: remindInvoiceAction,
                pay: recordPaymentAction,
                refund: recordRefundAction,
                settleByCredit: settleByCreditAction,
              }}
            />
          )}
        </>
      }
    >
      <div className="grid items-start gap-4 xl:grid-cols-[1fr_22rem]">
        <div className="grid min-w-0 gap-4">
          {head === null ? <p className="text-status-attention">{t('noSeller')}</p> : <InvoicePaper document={head} />}
          <InvoiceLines
            id={String(id)}
            first={lines}
            more={moreLinesAction}
            currency={invoice.currency}
            total={invoice.lineCount}
            issued={{ name: invoice.issuedByName, at: invoice.issuedAt }}
          />
        </div>
        <div className="grid gap-4">
          <InvoiceStory invoice={invoice} />
          <InvoiceMails
            rows={mails.rows.map(shownMailing)}
            read={readMailingAction}
            actions={
              maySteerMail
                ? { resend: resendMailingAction, cancel: cancelMailingAction, bounce: bounceMailingAction }
                : null
            }
            invoiceId={String(id)}
            isIssued={invoice.state === 'issued'}
            send={maySteerMail ? mailInvoiceAction : null}
          />
        </div>
      </div>
    </Page>
  )
}

const pick = ({ state, kind, age, open, payable }: Awaited<ReturnType<typeof getInvoice>>) => ({
  state,
  kind,
  age,
  open,
  payable,
})

/** What of the customer's money and credit notes is still unused. */
async function creditsOf(actor: Actor, customerId: bigint) {
  const [payments, notes] = await Promise.all([
    listPayments(actor, { customerId, isUnused: true, limit: 5 }),
    listInvoices(actor, { customerId, standing: 'credit', limit: 50 }),
  ])
  return [
    ...payments.map((payment) => ({
      of: 'payment' as const,
      id: String(payment.id),
      name: `${payment.unused} ${payment.currency}`,
    })),
    ...notes.rows
      .filter((note) => Number(note.open) > 0)
      .map((note) => ({ of: 'credit-note' as const, id: String(note.id), name: note.number ?? '' })),
  ]
}
