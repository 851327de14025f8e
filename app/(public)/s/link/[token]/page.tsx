import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { confirmSubscriptionAction, endSubscriptionAction } from '@/app/(public)/s/actions'
import { SubscriptionLink } from '@/components/public-station/subscription-link'
import { findSubscription } from '@/lib/notifications/queries/find-subscription'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('publicStation'))('link.title') }
}

/** What the links in letters to drivers lead to: begin, or end. A button, since mail programs open links by themselves. */
export default async function SubscriptionPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const subscription = await findSubscription(token, new Date())
  return (
    <SubscriptionLink
      token={token}
      subscription={subscription}
      confirm={confirmSubscriptionAction}
      end={endSubscriptionAction}
    />
  )
}
