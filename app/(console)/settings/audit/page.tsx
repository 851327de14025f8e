import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound, queryWords, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditTable } from '@/components/audit/audit-table'
import { PageTurner } from '@/components/data-table/page-turner'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { HOME_TIME_ZONE } from '@/i18n/locales'
import { listAudit, listAuditActs } from '@/lib/audit/queries'
import { dayStart } from './day-start'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('audit.read')
  const t = await getTranslations('audit')
  const wanted = queryWords(await searchParams, NAMES)
  const [page, acts] = await orNotFound(
    Promise.all([
      listAudit(actor, {
        who: wanted.who,
        act: wanted.act,
        subject: wanted.subject,
        from: dayStart(wanted.from, HOME_TIME_ZONE),
        // The last day counts whole.
        to: dayStart(wanted.to, HOME_TIME_ZONE, 1),
        cursor: wanted.before,
      }),
      listAuditActs(actor),
    ]),
  )
  return (
    <Page title={t('title')} description={t('description')}>
      <AuditFilters acts={acts} />
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <AuditTable
            rows={page.rows.map((row) => ({
              ...row,
              id: String(row.id),
              at: row.at.toISOString(),
              before: row.before,
              after: row.after,
            }))}
          />
        ) : (
          <EmptyState icon={<ScrollText />} title={t('empty.title')} text={t('empty.text')} />
        )}
      </Card>
      <PageTurner wanted={wanted} next={page.next} />
    </Page>
  )
}

const NAMES = ['who', 'act', 'subject', 'from', 'to', 'before'] as const
