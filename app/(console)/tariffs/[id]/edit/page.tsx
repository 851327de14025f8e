import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { TariffForm } from '@/components/tariffs/tariff-form'
import { Button } from '@/components/ui/button'
import { getTariff } from '@/lib/tariffs/queries/get-tariff'
import type { TariffInput } from '@/lib/tariffs/tariff-input'
import { editTariffAction, previewTariffAction } from '../../actions'
import { previewSessions } from '../../preview-sessions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tariffs'))('edit') }
}

export default async function EditTariffPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('tariffs.write')
  const tariff = await orNotFound(getTariff(actor, idParam((await params).id)))
  const t = await getTranslations('tariffs')
  const common = await getTranslations('common')
  const [latest] = tariff.versions
  // Five prices cannot say what these terms say; saving the form would lose it.
  if (latest && latest.prices === null) notFound()
  const id = String(tariff.id)
  const basedOn = latest?.number ?? 0
  async function save({ tariff: changed }: { tariff: TariffInput }) {
    'use server'
    return editTariffAction({ id, basedOn, tariff: changed })
  }
  return (
    <Page title={t('editTitle', { name: tariff.name })} description={t('editDescription', { next: basedOn + 1 })}>
      <TariffForm
        initial={{
          name: tariff.name,
          currency: latest?.currency,
          vatPercent: latest?.vatPercent,
          pricesIncludeVat: latest?.pricesIncludeVat,
          ...latest?.prices,
        }}
        basedOn={basedOn}
        save={save}
        preview={previewTariffAction}
        sessions={await previewSessions(actor, tariff.id)}
        cancel={
          <Button asChild variant="outline">
            <Link href={`/tariffs/${id}`}>{common('cancel')}</Link>
          </Button>
        }
      />
    </Page>
  )
}
