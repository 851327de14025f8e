import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { beginPaymentAction } from '@/app/(public)/s/pay-actions'
import { ChooseWay } from '@/components/pay/choose-way'
import { env } from '@/lib/env'
import { findPayPlace, waysToPay } from '@/lib/payments/queries/ways-to-pay'
import { describeTariff } from '@/lib/tariffs/describe-tariff'

interface Props {
  readonly params: Promise<{ identity: string; outlet: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pay'))('title'), robots: { index: false } }
}

/** The price of one outlet in plain words, before anything, and the ways to pay it. No sign-in. */
export default async function PayPage({ params }: Props) {
  const { identity, outlet } = await params
  const place = /^(\d{1,4})-(\d{1,4})$/.exec(outlet)
  if (!env().PUBLIC_STATION_PAGES || !place || identity.length > 144) notFound()
  const found = await findPayPlace(decoded(identity), { evse: Number(place[1]), connector: Number(place[2]) })
  if (found === null) notFound()
  const language = (await getLocale()) === 'en' ? 'en' : 'sv'
  const { terms } = found
  return (
    <ChooseWay
      station={{ identity: found.identity, name: found.stationName }}
      evse={found.evse}
      connector={found.connector}
      connectorType={found.connectorType}
      maxPowerW={found.maxPowerW}
      isOnline={found.isOnline}
      terms={
        terms && {
          tariffVersionId: String(terms.versionId),
          currency: terms.tariff.currency,
          words: describeTariff(terms.tariff, language),
        }
      }
      ways={terms ? (await waysToPay(terms.tariff.currency)).map(({ kind, cap }) => ({ kind, cap })) : []}
      begin={beginPaymentAction}
    />
  )
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
