import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { endSubscriptionAction, subscribeAction } from '@/app/(public)/s/actions'
import { readPublicStation } from '@/app/(public)/s/read-public-station'
import { PublicStationView } from '@/components/public-station/public-station-view'
import { env } from '@/lib/env'
import { vapidKeys } from '@/lib/notifications/vapid'
import { waysOut } from '@/lib/notifications/ways-out'
import { waysToPay } from '@/lib/payments/queries/ways-to-pay'

interface Props {
  readonly params: Promise<{ identity: string }>
}

const read = async ({ params }: Props) => {
  const { identity } = await params
  return readPublicStation(decoded(identity), (await getLocale()) === 'en' ? 'en' : 'sv')
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const station = await read(props)
  return { title: station?.name ?? (await getTranslations('publicStation'))('title') }
}

/** What the QR code on a station leads to: how it is, what it costs, what is wrong and when it will be right. No sign-in. */
export default async function PublicStationPage(props: Props) {
  const station = await read(props)
  if (!station) notFound()
  const settings = env()
  const { email, push, isDemo } = waysOut(settings)
  return (
    <PublicStationView
      station={station}
      canPay={(await waysToPay('SEK')).length > 0}
      canEmail={email || isDemo}
      pushKey={push && settings.VAPID_PRIVATE_KEY ? vapidKeys(settings.VAPID_PRIVATE_KEY).publicKey : null}
      subscribe={subscribeAction}
      end={endSubscriptionAction}
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
