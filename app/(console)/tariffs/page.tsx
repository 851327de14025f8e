import { Plus, Tag } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CardList } from '@/components/shell/card-list'
import { EmptyState } from '@/components/shell/empty-state'
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
    <CardList
      title={t('title')}
      description={t('description')}
      archive={{
        href: withArchived ? '/tariffs' : '/tariffs?archived=1',
        label: withArchived ? t('hideArchived') : t('showArchived'),
      }}
      create={create}
      empty={<EmptyState icon={<Tag />} title={t('empty.title')} text={t('empty.text')} action={create || undefined} />}
      note={
        !rows.some((tariff) => tariff.isDefault) && (
          <p className="rounded-lg border border-status-attention/30 bg-status-attention/8 px-4 py-2.5 text-status-attention">
            {t('noDefault')}
          </p>
        )
      }
    >
      {rows.map((tariff) => (
        <TariffCard key={tariff.id} tariff={tariff} />
      ))}
    </CardList>
  )
}
