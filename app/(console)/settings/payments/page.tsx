import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Differences } from '@/components/payments/differences'
import { PayPlacesCard } from '@/components/payments/pay-places-card'
import { PaymentRulesCard } from '@/components/payments/payment-rules-card'
import { ProviderCard } from '@/components/payments/provider-card'
import { Page } from '@/components/shell/page'
import { getRules } from '@/lib/debtors/queries/read-rules'
import { env } from '@/lib/env'
import { consoleUrl } from '@/lib/kernel/console-url'
import { listDifferences } from '@/lib/payments/queries/list-payments'
import { listProviders } from '@/lib/payments/queries/list-providers'
import { listPayPlaces, type PayPlaceRule } from '@/lib/payments/queries/pay-places'
import { saveProviderAction, saveRulesAction, setPaymentFirstAction, testProviderAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payments'))('settings.title') }
}

/** Through whom drivers pay, with which keys; and what the comparison with them has found. */
export default async function PaymentSettingsPage() {
  const actor = await requireActor('payment-providers.write')
  const t = await getTranslations('payments')
  const [providers, differences, rules, places] = await Promise.all([
    listProviders(actor),
    listDifferences(actor),
    getRules(actor),
    listPayPlaces(actor),
  ])
  const shown = (place: PayPlaceRule) => ({ ...place, id: String(place.id) })
  const baseUrl = consoleUrl(env())
  return (
    <Page title={t('settings.title')} description={t('settings.description')}>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {providers.map((provider) => (
          <ProviderCard
            key={provider.kind}
            provider={{ ...provider, testedAt: provider.testedAt?.toISOString() ?? null }}
            webhookUrl={`${baseUrl}/api/webhooks/${provider.kind}`}
            actions={{ save: saveProviderAction, test: testProviderAction }}
          />
        ))}
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <PayPlacesCard
          sites={places.sites.map(shown)}
          tariffs={places.tariffs.map(shown)}
          hasWayToPay={places.hasWayToPay}
          set={setPaymentFirstAction}
        />
        <PaymentRulesCard rules={rules} save={saveRulesAction} />
      </div>
      <Differences
        rows={differences.map((row) => ({ ...row, paymentId: String(row.paymentId), at: row.at.toISOString() }))}
      />
    </Page>
  )
}
