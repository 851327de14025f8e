import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireActor } from '@/app/session'
import { TemplateView } from '@/components/templates/template-view'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { DomainError } from '@/lib/kernel/errors'
import { getTemplate } from '@/lib/templates/queries/list-templates'
import { archiveTemplateAction, editTemplateAction, readTemplateAction, repairTemplateAction } from '../actions'

interface Props {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read(await requireActor('fleet.read'), (await params).id)).name }
}

export default async function TemplatePage({ params }: Props) {
  const actor = await requireActor('fleet.read')
  const template = await read(actor, (await params).id)
  return (
    <TemplateView
      template={template}
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

async function read(actor: Actor, id: string) {
  if (!/^[1-9]\d{0,17}$/.test(id)) notFound()
  try {
    return await getTemplate(actor, BigInt(id))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not-found') notFound()
    throw error
  }
}
