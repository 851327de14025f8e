import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { ABSENT } from '@/components/ui/format-values'
import type { Customer } from '@/lib/customers/queries'

/** Who the customer is, and how it is invoiced. */
export function MasterData({ customer }: { customer: Customer }) {
  const t = useTranslations('customers')
  const address = [customer.street, [customer.postalCode, customer.city].filter(Boolean).join(' ')].filter(Boolean)
  const endpoint = customer.endpointScheme === null ? null : `${customer.endpointScheme}:${customer.endpointId}`
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Facts
        title={t('form.whoTitle')}
        facts={[
          [t('form.name'), customer.name],
          [t('form.orgNumber'), customer.orgNumber],
          [t('form.vatNumber'), customer.vatNumber],
          [t('form.address'), address.length === 0 ? <NoAddress key="none" /> : address.join(', ')],
          [t('form.country'), customer.country],
          [t('form.email'), customer.email],
        ]}
      />
      <Facts
        title={t('form.howTitle')}
        facts={[
          [t('form.billing'), t(`billing.${customer.billing}`)],
          [t('form.billingDay'), customer.billingDay === null ? t('noBillingDay') : String(customer.billingDay)],
          [t('form.paymentDays'), customer.paymentDays === null ? t('sellersDays') : String(customer.paymentDays)],
          [t('form.language'), t(`language.${customer.language}`)],
          [t('form.invoiceEmail'), customer.invoiceEmail ?? customer.email],
          [
            t('form.invoiceDelivery'),
            customer.invoiceDelivery === 'none'
              ? t('invoiceDelivery.none')
              : `${t('invoiceDelivery.mail')}: ${customer.invoiceFiles.map((format) => t(`invoiceFile.${format}`)).join(', ')}`,
          ],
          [t('form.endpoint'), endpoint],
          [t('form.buyerReference'), customer.buyerReference],
          [t('form.orderReference'), customer.orderReference],
          [t('form.isReverseCharge'), customer.isReverseCharge ? t('yes') : t('no')],
        ]}
      />
    </div>
  )
}

function NoAddress() {
  const t = useTranslations('customers')
  return <span className="text-status-attention">{t('noAddress')}</span>
}

function Facts({ title, facts }: { title: string; facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-6 gap-y-2">
          {facts.map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted-foreground">{label}</dt>
              <dd className="min-w-0 break-words">{value || ABSENT}</dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  )
}
