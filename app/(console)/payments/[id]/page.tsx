import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PaymentDetailView } from '@/components/payments/payment-detail'
import { shownPayment } from '@/components/payments/payments-table'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { getPayment } from '@/lib/payments/queries/list-payments'
import { acceptPriceAction, letGoAction, refundAction, retryAction } from '../actions'

interface Props {
  readonly params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('one', { id: (await params).id }) }
}

/** One payment with its whole story, and what a person may do about it. */
export default async function PaymentPage({ params }: Props) {
  const actor = await requireActor('payments.read')
  const { id } = await params
  if (!/^[1-9]\d{0,17}$/.test(id)) notFound()
  const t = await getTranslations('payments')
  const payment = await orNotFound(getPayment(actor, BigInt(id)))
  return (
    <Page title={t('one', { id })} description={payment.station.name}>
      <PaymentDetailView
        payment={{
          ...shownPayment(payment),
          customer: payment.customer && { ...payment.customer, id: String(payment.customer.id) },
          settlesId: payment.settlesId === null ? null : String(payment.settlesId),
          cap: payment.cap,
          declineCode: payment.declineCode,
          refundable: payment.refundable,
          sessionPrice: payment.sessionPrice,
          tariff: { ...payment.tariff, id: String(payment.tariff.id) },
          events: payment.events.map((event) => ({ ...event, id: String(event.id), at: event.at.toISOString() })),
          refunds: payment.refunds.map((refund) => ({
            ...refund,
            id: String(refund.id),
            createdAt: refund.createdAt.toISOString(),
          })),
          calls: payment.calls.map((call) => ({ ...call, id: String(call.id), nextAt: call.nextAt.toISOString() })),
        }}
        mayWrite={mayDo(actor.role, 'payments.write')}
        actions={{ refund: refundAction, retry: retryAction, letGo: letGoAction, acceptPrice: acceptPriceAction }}
      />
    </Page>
  )
}
