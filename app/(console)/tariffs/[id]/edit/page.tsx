import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params, queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { TariffEditor } from '@/components/tariffs/editor/tariff-editor'
import { Button } from '@/components/ui/button'
import { takesEffectAt } from '@/lib/tariffs/current-version'
import { AFIR_POWER_KW } from '@/lib/tariffs/lint-tariff'
import { getTariff } from '@/lib/tariffs/queries/get-tariff'
import type { TariffInput } from '@/lib/tariffs/tariff-input'
import { editTariffAction } from '../../actions'
import { editorData } from '../../editor-data'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tariffs'))('edit') }
}

interface EditTariffPageProps {
  params: Params<'id'>
  searchParams: SearchParams
}

export default async function EditTariffPage({ params, searchParams }: EditTariffPageProps) {
  const actor = await requireActor('tariffs.write')
  const tariff = await orNotFound(getTariff(actor, idParam((await params).id)))
  const t = await getTranslations('tariffs')
  const common = await getTranslations('common')
  const [latest] = tariff.versions
  const from = queryParam((await searchParams).version)
  const isPlanned = latest !== undefined && takesEffectAt(latest) > new Date()
  // The newest, unless one that was planned before it has taken effect since: then what holds now.
  const usual = isPlanned ? latest : tariff.versions.find(({ number }) => number === tariff.inEffect)
  const opened = from === undefined ? usual : tariff.versions.find(({ number }) => String(number) === from)
  // What a newer program wrote cannot be opened here: saving it would lose what is not understood.
  if (!latest || !opened?.terms || tariff.archived) notFound()
  const id = String(tariff.id)
  const basedOn = latest.number
  async function save({ tariff: changed }: { tariff: TariffInput }) {
    'use server'
    return editTariffAction({ id, basedOn, tariff: changed })
  }
  const { shared } = await editorData(actor, tariff.id)
  return (
    <Page
      title={t('editTitle', { name: tariff.name })}
      description={
        opened === latest
          ? t('editDescription', { next: basedOn + 1 })
          : t('editOlder', { opened: opened.number, next: basedOn + 1 })
      }
    >
      <TariffEditor
        key={opened.number}
        name={tariff.name}
        terms={opened.terms}
        basedOn={basedOn}
        save={save}
        isFast={(tariff.maxPowerKw ?? 0) >= AFIR_POWER_KW}
        {...shared}
        cancel={
          <Button asChild variant="outline">
            <Link href={`/tariffs/${id}`}>{common('cancel')}</Link>
          </Button>
        }
      />
    </Page>
  )
}
