import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { SellerForm } from '@/components/sellers/seller-form'
import { Page } from '@/components/shell/page'
import { findSeller } from '@/lib/sellers/queries'
import { setSellerAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('seller'))('title') }
}

export default async function SellerPage() {
  const actor = await requireActor('seller.write')
  const [found, t] = await Promise.all([findSeller(actor), getTranslations('seller')])
  return (
    <Page title={t('title')} description={t('description')}>
      <SellerForm seller={found === null ? null : shown(found)} action={setSellerAction} />
    </Page>
  )
}

/** What the form holds; the picture as an address of its own. */
function shown(found: NonNullable<Awaited<ReturnType<typeof findSeller>>>) {
  const {
    id: _id,
    createdBy: _by,
    createdAt: _at,
    logo,
    logoType,
    reminderFee,
    interestPercent,
    ocrForm,
    ...seller
  } = found
  return {
    values: {
      ...seller,
      reminderFee: reminderFee.toFixed(),
      interestPercent: interestPercent.toFixed(),
      ocrForm: ocrForm as 'soft' | 'hard' | 'length',
    },
    logo: logo === null ? null : `data:${logoType};base64,${Buffer.from(logo).toString('base64')}`,
  }
}
