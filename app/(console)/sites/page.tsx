import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { SiteForm } from '@/components/sites/site-form'
import { SitesList } from '@/components/sites/sites-list'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { listRunningPower, listSites } from '@/lib/sites/queries'
import { createSiteAction } from './actions'
import { tariffChoices } from './tariff-choices'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sites'))('title') }
}

/** What a browser still filters at once. */
const MOST = 10_000

export default async function SitesPage() {
  const actor = await requireActor('sites.read')
  const t = await getTranslations('sites')
  const [{ rows }, running] = await Promise.all([listSites(actor, { limit: MOST }), listRunningPower(actor)])
  const create = mayDo(actor.role, 'sites.write') && (
    <SiteForm
      trigger={
        <Button>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
      title={t('new')}
      tariffs={(await tariffChoices(actor)).choices}
      action={createSiteAction}
      doneMessage="created"
    />
  )
  return (
    <Page title={t('title')} description={t('description')} actions={create}>
      <SitesList rows={rows} running={running} create={create} />
    </Page>
  )
}
