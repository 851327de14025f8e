import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params, queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CampaignStations } from '@/components/fleet/campaign-stations'
import { CampaignView } from '@/components/fleet/campaign-view'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { listCampaignStations } from '@/lib/firmware/queries/list-campaign-stations'
import { getCampaign } from '@/lib/firmware/queries/list-campaigns'
import { UPDATE_STAGES } from '@/lib/firmware/update-stage'
import { moreCampaignStations, steerCampaignAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('firmware'))('campaigns.one') }
}

interface Props {
  params: Params<'id'>
  searchParams: SearchParams
}

export default async function CampaignPage({ params, searchParams }: Props) {
  const actor = await requireActor('fleet.read')
  const id = idParam((await params).id)
  const query = await searchParams
  const stage = UPDATE_STAGES.find((word) => word === queryParam(query.stage))
  const filter = { id: String(id), stage, search: queryParam(query.q) }
  const [campaign, first] = await orNotFound(
    Promise.all([getCampaign(actor, id), listCampaignStations(actor, id, filter)]),
  )
  const stations = (
    <CampaignStations
      first={first}
      filter={filter}
      more={moreCampaignStations}
      stage={campaign.stage}
      total={campaign.progress.stations}
      isMoving={campaign.stage === 'running' || campaign.progress.underWay > 0}
    />
  )
  return (
    <Page title={campaign.name}>
      <CampaignView
        campaign={campaign}
        stations={stations}
        steer={mayDo(actor.role, 'fleet.write') ? steerCampaignAction : null}
      />
    </Page>
  )
}
