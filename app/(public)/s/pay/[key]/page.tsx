import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { answerBankAction, giveUpAction, payDebtAction, stopAction } from '@/app/(public)/s/pay-actions'
import { PaymentView } from '@/components/pay/payment-view'
import { getDriverPayment } from '@/lib/payments/queries/get-driver-payment'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pay'))('title'), robots: { index: false }, referrer: 'no-referrer' }
}

/** One payment, for whoever has its key: what is going on, what it costs so far, what was paid. */
export default async function PaymentPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params
  const payment = await getDriverPayment(key, (await getLocale()) === 'en' ? 'en' : 'sv', new Date())
  if (payment === null) notFound()
  return (
    <PaymentView
      payment={payment}
      actions={{ answer: answerBankAction, giveUp: giveUpAction, stop: stopAction, payDebt: payDebtAction }}
    />
  )
}
