import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DriverReceipt } from '@/components/pay/driver-receipt'
import { MailReceipt } from '@/components/pay/mail-receipt'
import { systemActor } from '@/lib/access/actor'
import { getDriverPayment } from '@/lib/payments/queries/get-driver-payment'
import { findSeller } from '@/lib/sellers/queries'
import { mailReceiptAction } from '../../../pay-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pay'))('receipt.title'), robots: { index: false }, referrer: 'no-referrer' }
}

/** The receipt of one paid charge, on one sheet: what a simplified invoice must say. */
export default async function ReceiptPage({ params }: { params: Promise<{ key: string }> }) {
  const { key } = await params
  const payment = await getDriverPayment(key, (await getLocale()) === 'en' ? 'en' : 'sv', new Date())
  if (payment === null) notFound()
  // There is none yet: the payment's own page tells why.
  if (payment.session?.price == null || payment.state !== 'paid') redirect(`/s/pay/${key}`)
  const seller = await findSeller(systemActor('system'))
  return (
    <>
      <DriverReceipt
        payment={payment}
        price={payment.session.price}
        seller={
          seller && {
            name: seller.name,
            orgNumber: seller.orgNumber,
            vatNumber: seller.vatNumber,
            address: [seller.street, [seller.postalCode, seller.city].filter(Boolean).join(' ')]
              .filter(Boolean)
              .join(', '),
          }
        }
      />
      {seller && <MailReceipt paymentKey={key} send={mailReceiptAction} />}
    </>
  )
}
