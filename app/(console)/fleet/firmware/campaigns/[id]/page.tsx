import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/or-not-found'
import { idParam } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CampaignView } from '@/components/fleet/campaign-view'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { getCampaign } from '@/lib/firmware/queries/list-campaigns'
import { steerCampaignAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('firmware'))('campaigns.one') }
}

export default async function CampaignPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor('fleet.read')
  const campaign = await orNotFound(getCampaign(actor, idParam((await params).id)))
  const mayWrite = mayDo(actor.role, 'fleet.write')
  return (
    <Page title={campaign.name}>
      <CampaignView campaign={campaign} steer={mayWrite ? steerCampaignAction : null} />
    </Page>
  )
}
