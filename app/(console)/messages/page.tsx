import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/or-not-found'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { MessageLog } from '@/components/messages/message-log'
import { Page } from '@/components/shell/page'
import { type MessageQuery, toMessageFilter } from '@/lib/messages/message-filter'
import { listMessages } from '@/lib/messages/queries/list-messages'
import { knownActions, OCPP_VERSIONS } from '@/lib/ocpp-schemas/official'
import { moreMessages, readMessage } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('messageLog'))('title') }
}

const FILTERS = ['q', 'station', 'session', 'action', 'direction', 'errors', 'from', 'to'] as const

export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('messages.read')
  const said = await searchParams
  const query: MessageQuery = Object.fromEntries(FILTERS.map((name) => [name, queryParam(said[name])]))
  const page = await orNotFound(listMessages(actor, toMessageFilter(query)))
  const t = await getTranslations('messageLog')
  return (
    <Page title={t('title')} description={t('description')}>
      <MessageLog
        // Another filter is another log.
        key={JSON.stringify(query)}
        page={page}
        query={query}
        actionNames={ACTION_NAMES}
        actions={{ moreMessages, readMessage }}
      />
    </Page>
  )
}

const ACTION_NAMES = [...new Set(OCPP_VERSIONS.flatMap((version) => knownActions(version)))].sort()
