import { FileSliders, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CardList } from '@/components/shell/card-list'
import { EmptyState } from '@/components/shell/empty-state'
import { TemplateCard } from '@/components/templates/template-card'
import { TemplateForm } from '@/components/templates/template-form'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { listTemplates } from '@/lib/templates/queries/list-templates'
import { createTemplateAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('title') }
}

export default async function TemplatesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('fleet.read')
  const t = await getTranslations('templates')
  const withArchived = queryParam((await searchParams).archived) === '1'
  const templates = await listTemplates(actor, { withArchived })
  const create = mayDo(actor.role, 'fleet.write') && actor.siteIds === null && (
    <TemplateForm
      save={createTemplateAction}
      trigger={
        <Button>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
    />
  )
  return (
    <CardList
      title={t('title')}
      description={t('description')}
      archive={{
        href: withArchived ? '/fleet/templates' : '/fleet/templates?archived=1',
        label: withArchived ? t('hideArchived') : t('showArchived'),
      }}
      create={create}
      empty={
        <EmptyState icon={<FileSliders />} title={t('empty')} text={t('emptyText')} action={create || undefined} />
      }
    >
      {templates.map((template) => (
        <TemplateCard key={String(template.id)} template={template} />
      ))}
    </CardList>
  )
}
