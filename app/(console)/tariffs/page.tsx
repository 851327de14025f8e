import { Plus, Tag } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { TariffCard } from '@/components/tariffs/tariff-card'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { listTariffs } from '@/lib/tariffs/queries/list-tariffs'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tariffs'))('title') }
}

/** More tariffs than this nobody could tell apart. */
const MOST = 500

export default async function TariffsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('tariffs.read')
  const t = await getTranslations('tariffs')
  const withArchived = queryParam((await searchParams).archived) === '1'
  const { rows } = await listTariffs(actor, { withArchived, limit: MOST })
  const mayWrite = mayDo(actor.role, 'tariffs.write')
  const create = mayWrite && (
    <Button asChild>
      <Link href="/tariffs/new">
        <Plus aria-hidden />
        {t('new')}
      </Link>
    </Button>
  )
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <Button asChild variant="ghost" className="text-muted-foreground">
            <Link href={withArchived ? '/tariffs' : '/tariffs?archived=1'}>
              {withArchived ? t('hideArchived') : t('showArchived')}
            </Link>
          </Button>
          {create}
        </>
      }
    >
      {rows.length === 0 ? (
        <div className="rounded-lg border bg-card">
          <EmptyState icon={<Tag />} title={t('empty.title')} text={t('empty.text')} action={create || undefined} />
        </div>
      ) : (
        <>
          {!rows.some((tariff) => tariff.isDefault) && (
            <p className="rounded-lg border border-status-attention/30 bg-status-attention/8 px-4 py-2.5 text-status-attention">
              {t('noDefault')}
            </p>
          )}
          <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4">
            {rows.map((tariff) => (
              <TariffCard key={tariff.id} tariff={tariff} />
            ))}
          </div>
        </>
      )}
    </Page>
  )
}
