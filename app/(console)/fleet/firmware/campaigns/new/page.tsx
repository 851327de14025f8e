import { PackageOpen } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { CampaignForm } from '@/components/fleet/campaign-form'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { listFirmware } from '@/lib/firmware/queries/list-firmware'
import { listSites } from '@/lib/sites/queries'
import { chooseStationsAction, createCampaignAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('firmware'))('newCampaign') }
}

export default async function NewCampaignPage() {
  const actor = await requireActor('fleet.write')
  const t = await getTranslations('firmware')
  const [firmware, sites] = await Promise.all([listFirmware(actor, { limit: 500 }), listSites(actor, { limit: 1000 })])
  return (
    <Page title={t('newCampaign')} description={t('newCampaignText')} className="max-w-5xl">
      {firmware.rows.length === 0 ? (
        <EmptyState
          icon={<PackageOpen />}
          title={t('repository.empty')}
          text={t('repository.emptyText')}
          action={
            <Button asChild variant="outline">
              <Link href="/fleet/firmware">{t('repository.title')}</Link>
            </Button>
          }
        />
      ) : (
        <CampaignForm
          firmware={firmware.rows.map(({ id, vendor, model, version, isSigned }) => ({
            id: String(id),
            vendor,
            model,
            version,
            isSigned,
          }))}
          sites={sites.rows.map(({ id, name }) => ({ id: String(id), name }))}
          choose={chooseStationsAction}
          create={createCampaignAction}
        />
      )}
    </Page>
  )
}
