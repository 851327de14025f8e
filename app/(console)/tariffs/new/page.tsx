import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { TariffEditor } from '@/components/tariffs/editor/tariff-editor'
import { Button } from '@/components/ui/button'
import type { TariffTerms } from '@/lib/tariffs/tariff'
import { createTariffAction } from '../actions'
import { editorData } from '../editor-data'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tariffs'))('new') }
}

/** Nearly every tariff has a price per kWh: its field is there, empty. */
const EMPTY: TariffTerms = {
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [{ components: [{ dimension: 'energy', price: '' }] }],
}

export default async function NewTariffPage() {
  const actor = await requireActor('tariffs.write')
  const t = await getTranslations('tariffs')
  const common = await getTranslations('common')
  const { hasDefault, shared } = await editorData(actor, null)
  return (
    <Page title={t('new')} description={t('newDescription')}>
      <TariffEditor
        name=""
        terms={EMPTY}
        basedOn={null}
        save={createTariffAction}
        isFast={false}
        suggestsDefault={!hasDefault}
        {...shared}
        cancel={
          <Button asChild variant="outline">
            <Link href="/tariffs">{common('cancel')}</Link>
          </Button>
        }
      />
    </Page>
  )
}
