import type { Metadata } from 'next'
import { idParam, orNotFound, type Params, queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { DriftedStations } from '@/components/templates/drifted-stations'
import { TemplateView } from '@/components/templates/template-view'
import { mayDo } from '@/lib/access/acts'
import { listOverruled } from '@/lib/templates/queries/list-overruled'
import { listRounds } from '@/lib/templates/queries/list-rounds'
import { getTemplate, listDriftedStations, listTemplateNames } from '@/lib/templates/queries/list-templates'
import { STANDINGS } from '@/lib/templates/standing'
import {
  archiveTemplateAction,
  editTemplateAction,
  moreDriftedStations,
  readTemplateAction,
  repairTemplateAction,
} from '../actions'

interface Props {
  params: Params<'id'>
  searchParams: SearchParams
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = idParam((await params).id)
  const names = await listTemplateNames(await requireActor('fleet.read'))
  return { title: names.find((template) => template.id === id)?.name }
}

export default async function TemplatePage({ params, searchParams }: Props) {
  const actor = await requireActor('fleet.read')
  const id = idParam((await params).id)
  const query = await searchParams
  const standing = STANDINGS.find((word) => word === queryParam(query.standing))
  const filter = { id: String(id), standing, search: queryParam(query.q) }
  const [template, first, rounds, overruled] = await orNotFound(
    Promise.all([
      getTemplate(actor, id),
      listDriftedStations(actor, id, filter),
      listRounds(actor, id),
      listOverruled(actor),
    ]),
  )
  return (
    <TemplateView
      template={template}
      rounds={rounds}
      overruled={overruled.filter(({ templateId }) => templateId === filter.id)}
      stations={<DriftedStations first={first} filter={filter} more={moreDriftedStations} total={template.stations} />}
      mayWrite={mayDo(actor.role, 'fleet.write') && actor.siteIds === null}
      mayRepair={mayDo(actor.role, 'stations.command')}
      actions={{
        edit: editTemplateAction,
        archive: archiveTemplateAction,
        read: readTemplateAction,
        repair: repairTemplateAction,
      }}
    />
  )
}
