import { Mail } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound, queryWords, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { PageTurner } from '@/components/data-table/page-turner'
import { FailedMailings } from '@/components/mailings/failed-mailings'
import { MailingFilters } from '@/components/mailings/mailing-filters'
import { MailingsTable } from '@/components/mailings/mailings-table'
import { shownMailing } from '@/components/mailings/shown-mailing'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { env } from '@/lib/env'
import { MAILING_KINDS, MAILING_STATES } from '@/lib/mailings/mailing'
import { countFailedMailings, listMailings } from '@/lib/mailings/queries/list-mailings'
import { waysOut } from '@/lib/notifications/ways-out'
import {
  bounceMailingAction,
  cancelMailingAction,
  readMailingAction,
  resendMailingAction,
  retryDeadMailingsAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mailings'))('title') }
}

/** Did it leave the house, and what did the mail server say? */
export default async function MailingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('mailings.write')
  const t = await getTranslations('mailings')
  const wanted = queryWords(await searchParams, NAMES)
  const [page, failed] = await orNotFound(
    Promise.all([
      listMailings(actor, {
        kinds: MAILING_KINDS.filter((kind) => kind === wanted.kind),
        states: MAILING_STATES.filter((state) => state === wanted.state),
        customerId: wanted.customer && /^[1-9]\d{0,17}$/.test(wanted.customer) ? BigInt(wanted.customer) : undefined,
        search: wanted.search,
        cursor: wanted.before,
      }),
      countFailedMailings(actor),
    ]),
  )
  const { email, isDemo } = waysOut(env())
  return (
    <Page title={t('title')} description={t('description')}>
      <FailedMailings failed={failed} hasMailServer={email || isDemo} retry={retryDeadMailingsAction} />
      <MailingFilters />
      <Card className="overflow-hidden">
        {page.rows.length > 0 ? (
          <MailingsTable
            rows={page.rows.map(shownMailing)}
            read={readMailingAction}
            actions={{ resend: resendMailingAction, cancel: cancelMailingAction, bounce: bounceMailingAction }}
          />
        ) : (
          <EmptyState icon={<Mail />} title={t('empty.title')} text={t('empty.text')} />
        )}
      </Card>
      <PageTurner wanted={wanted} next={page.next} />
    </Page>
  )
}

const NAMES = ['kind', 'state', 'customer', 'search', 'before'] as const
