import { FileSliders, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
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
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <Button asChild variant="ghost" className="text-muted-foreground">
            <Link href={withArchived ? '/fleet/templates' : '/fleet/templates?archived=1'}>
              {withArchived ? t('hideArchived') : t('showArchived')}
            </Link>
          </Button>
          {create}
        </>
      }
    >
      {templates.length === 0 ? (
        <div className="rounded-lg border bg-card">
          <EmptyState icon={<FileSliders />} title={t('empty')} text={t('emptyText')} action={create || undefined} />
        </div>
      ) : (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4">
          {templates.map((template) => (
            <TemplateCard key={String(template.id)} template={template} />
          ))}
        </div>
      )}
    </Page>
  )
}
