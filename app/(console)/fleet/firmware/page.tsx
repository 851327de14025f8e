import { HardDriveUpload, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { CampaignsTable } from '@/components/fleet/campaigns-table'
import { FirmwareTable } from '@/components/fleet/firmware-table'
import { UploadFirmware } from '@/components/fleet/upload-firmware'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { mayDo } from '@/lib/access/acts'
import { listCampaigns } from '@/lib/firmware/queries/list-campaigns'
import { listFirmware } from '@/lib/firmware/queries/list-firmware'
import { archiveFirmwareAction, editFirmwareAction, restoreFirmwareAction } from './actions'
import { shownFirmware } from './shown-firmware'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('firmware'))('title') }
}

export default async function FirmwarePage() {
  const actor = await requireActor('fleet.read')
  const t = await getTranslations('firmware')
  // Who is limited to some sites sees the packages, but not what goes on across all sites.
  const seesAll = actor.siteIds === null
  const mayWrite = seesAll && mayDo(actor.role, 'fleet.write')
  const [{ rows: firmware }, { rows: campaigns }] = await Promise.all([
    listFirmware(actor, { withArchived: true, limit: 500 }),
    seesAll ? listCampaigns(actor, { limit: 100 }) : { rows: [] },
  ])
  const inUse = firmware.filter(({ archived }) => !archived)
  const upload = mayWrite && <UploadFirmware vendors={[...new Set(firmware.map(({ vendor }) => vendor))]} />
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        mayWrite && (
          <>
            {upload}
            {inUse.length > 0 && (
              <Button asChild>
                <Link href="/fleet/firmware/campaigns/new">
                  <Plus aria-hidden />
                  {t('newCampaign')}
                </Link>
              </Button>
            )}
          </>
        )
      }
    >
      {campaigns.length > 0 && (
        <Card>
          <CardHeader>
            <CardTitle>{t('campaigns.title')}</CardTitle>
          </CardHeader>
          <CampaignsTable campaigns={campaigns} />
        </Card>
      )}
      <Card>
        <CardHeader>
          <CardTitle>{t('repository.title')}</CardTitle>
        </CardHeader>
        {firmware.length > 0 ? (
          <FirmwareTable
            firmware={firmware.map(shownFirmware)}
            actions={
              mayWrite
                ? { edit: editFirmwareAction, archive: archiveFirmwareAction, restore: restoreFirmwareAction }
                : null
            }
          />
        ) : (
          <EmptyState
            icon={<HardDriveUpload />}
            title={t('repository.empty')}
            text={t('repository.emptyText')}
            action={upload}
          />
        )}
      </Card>
    </Page>
  )
}
