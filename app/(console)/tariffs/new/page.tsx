import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { TariffForm } from '@/components/tariffs/tariff-form'
import { Button } from '@/components/ui/button'
import { listTariffs } from '@/lib/tariffs/queries/list-tariffs'
import { createTariffAction, previewTariffAction } from '../actions'
import { previewSessions } from '../preview-sessions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tariffs'))('new') }
}

export default async function NewTariffPage() {
  const actor = await requireActor('tariffs.write')
  const { rows } = await listTariffs(actor, { limit: 500 })
  const t = await getTranslations('tariffs')
  const common = await getTranslations('common')
  return (
    <Page title={t('new')} description={t('newDescription')}>
      <TariffForm
        initial={{ name: '', currency: 'SEK', vatPercent: '25', pricesIncludeVat: true, idleGraceMinutes: 0 }}
        basedOn={null}
        save={createTariffAction}
        preview={previewTariffAction}
        sessions={await previewSessions(actor)}
        suggestsDefault={!rows.some((tariff) => tariff.isDefault)}
        cancel={
          <Button asChild variant="outline">
            <Link href="/tariffs">{common('cancel')}</Link>
          </Button>
        }
      />
    </Page>
  )
}
