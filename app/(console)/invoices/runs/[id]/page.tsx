import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { RunProgress } from '@/components/invoices/run-progress'
import { Page } from '@/components/shell/page'
import { getRun } from '@/lib/invoices/queries/runs'
import { resumeRunAction, stopRunAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invoices'))('runs.one') }
}

export default async function InvoiceRunPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('invoices.write')
  const { customer: _customer, ...run } = await orNotFound(getRun(actor, idParam((await params).id)))
  const t = await getTranslations('invoices')
  return (
    <Page title={t('runs.one')} description={t('runs.oneText')}>
      <RunProgress run={{ ...run, id: String(run.id) }} stop={stopRunAction} resume={resumeRunAction} />
    </Page>
  )
}
