import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime, Money } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import type { InvoiceDocument } from '@/lib/invoices/invoice-document'
import type { InvoiceDetail } from '@/lib/invoices/queries/get-invoice'

/** The head of an invoice as it prints: who to whom, when, how to pay, and what it comes to. */
export function InvoicePaper({
  document,
}: {
  document: Pick<
    InvoiceDocument,
    | 'seller'
    | 'buyer'
    | 'dueDate'
    | 'issueDate'
    | 'supply'
    | 'ocr'
    | 'vatTotals'
    | 'netTotal'
    | 'grossTotal'
    | 'rounding'
    | 'payable'
    | 'currency'
    | 'notes'
    | 'kind'
    | 'credits'
  >
}) {
  const t = useTranslations('invoices')
  const locale = useLocale()
  const { seller, buyer, currency } = document
  const account = seller.bankgiro
    ? `Bankgiro ${seller.bankgiro}`
    : seller.plusgiro
      ? `Plusgiro ${seller.plusgiro}`
      : seller.iban
  return (
    <Card>
      <CardContent className="grid gap-5 pt-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Party title={t('paper.from')} party={seller} numbers={[seller.orgNumber, seller.vatNumber]} />
          <Party title={t('paper.to')} party={buyer} numbers={[buyer.orgNumber, buyer.vatNumber]} />
        </div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
          <Fact label={t('columns.issued')}>{document.issueDate}</Fact>
          {document.kind === 'invoice' && <Fact label={t('columns.due')}>{document.dueDate}</Fact>}
          <Fact label={t('columns.period')}>
            {document.supply.from} – {document.supply.to}
          </Fact>
          {document.ocr && <Fact label={t('paper.ocr')}>{document.ocr}</Fact>}
          {document.kind === 'invoice' && <Fact label={t('paper.account')}>{account ?? ABSENT}</Fact>}
          {document.credits && <Fact label={t('paper.credits')}>{document.credits.number}</Fact>}
          {buyer.reference && <Fact label={t('paper.reference')}>{buyer.reference}</Fact>}
        </dl>
        <dl className="grid grid-cols-[1fr_auto] gap-y-1 border-t pt-3">
          <Sum label={t('paper.net')} amount={document.netTotal} currency={currency} />
          {document.vatTotals.map((total) => (
            <Sum
              key={`${total.category} ${total.percent}`}
              label={
                total.category === 'AE'
                  ? t('paper.reverse')
                  : t('paper.vat', { percent: formatNumber(total.percent, locale) })
              }
              amount={total.vat}
              currency={currency}
            />
          ))}
          {Number(document.rounding) !== 0 && (
            <Sum label={t('paper.rounding')} amount={document.rounding} currency={currency} />
          )}
          <dt className="pt-1 font-medium">{t(document.kind === 'invoice' ? 'paper.payable' : 'paper.credited')}</dt>
          <dd className="pt-1 text-right font-semibold text-lg" data-testid="payable">
            <Money amount={document.payable} currency={currency} />
          </dd>
        </dl>
        {document.notes.map((note) => (
          <p key={note} className="text-muted-foreground">
            {note}
          </p>
        ))}
      </CardContent>
    </Card>
  )
}

function Party({
  title,
  party,
  numbers,
}: {
  title: string
  party: { name: string; address: InvoiceDocument['buyer']['address'] }
  numbers: readonly (string | null)[]
}) {
  const { street, postalCode, city, country } = party.address
  return (
    <section>
      <h3 className="text-muted-foreground text-xs">{title}</h3>
      <p className="font-medium">{party.name}</p>
      <p>{street}</p>
      <p>
        {postalCode} {city} {country !== 'SE' && country}
      </p>
      <p className="text-muted-foreground text-xs">{numbers.filter(Boolean).join(' · ')}</p>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Sum({ label, amount, currency }: { label: string; amount: string; currency: string }) {
  return (
    <>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="text-right">
        <Money amount={amount} currency={currency} />
      </dd>
    </>
  )
}

/** What has become of an invoice: payments, credit notes, reminders. */
export function InvoiceStory({ invoice }: { invoice: InvoiceDetail }) {
  const t = useTranslations('invoices')
  const { currency } = invoice
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('story.title')}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-3">
        <dl className="grid grid-cols-[1fr_auto] gap-y-1">
          <dt>{t(invoice.kind === 'invoice' ? 'columns.open' : 'story.leftToUse')}</dt>
          <dd className="text-right font-semibold" data-testid="open">
            <Money amount={invoice.open} currency={currency} />
          </dd>
        </dl>
        <ul className="grid gap-2">
          {invoice.credits && (
            <li>
              {t('story.credits')} <InvoiceLink {...invoice.credits} />
            </li>
          )}
          {invoice.reason !== '' && <li className="text-muted-foreground">{invoice.reason}</li>}
          {invoice.settlements.map((settlement) => (
            <li key={String(settlement.id)} className="flex justify-between gap-3">
              <span>
                {settlement.creditNote ? (
                  <>
                    {t('story.byCredit')} <InvoiceLink {...settlement.creditNote} />
                  </>
                ) : (
                  t('story.paid', { day: settlement.receivedOn ?? '', payer: settlement.payer ?? '' })
                )}
              </span>
              <Money amount={settlement.amount} currency={currency} />
            </li>
          ))}
          {invoice.reminders.map((reminder) => (
            <li key={reminder.number} className="flex justify-between gap-3">
              <a
                href={`/api/invoices/${invoice.id}/reminders/${reminder.number}`}
                download
                className="underline underline-offset-4"
              >
                {t('story.reminded', { number: reminder.number, day: reminder.onDate })} (PDF)
              </a>
              <span className="text-right text-muted-foreground text-xs">
                {t('story.fee')} <Money amount={reminder.fee} currency={currency} /> · {t('story.interest')}{' '}
                <Money amount={reminder.interest} currency={currency} />
              </span>
            </li>
          ))}
          {invoice.creditNotes.map((note) => (
            <li key={String(note.id)} className="flex justify-between gap-3">
              <span>
                {t('story.creditedBy')} <InvoiceLink {...note} />
              </span>
              <Money amount={note.payable} currency={currency} />
            </li>
          ))}
        </ul>
        {invoice.issuedAt && (
          <p className="text-muted-foreground text-xs">
            {t('explain.issued', { name: invoice.issuedByName ?? t('explain.worker') })}{' '}
            <DateTime at={invoice.issuedAt} />
          </p>
        )}
      </CardContent>
    </Card>
  )
}

function InvoiceLink({ id, number }: { id: bigint; number: string | null }) {
  return (
    <Link href={`/invoices/${id}`} className="underline underline-offset-4">
      {number ?? ABSENT}
    </Link>
  )
}
