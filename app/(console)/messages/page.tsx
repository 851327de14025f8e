import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { MessageLog } from '@/components/messages/message-log'
import { Page } from '@/components/shell/page'
import { DomainError } from '@/lib/kernel/errors'
import { type MessageQuery, toMessageFilter } from '@/lib/messages/message-filter'
import { listMessages, type MessagePage } from '@/lib/messages/queries/list-messages'
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
  const page = await listMessages(actor, toMessageFilter(query)).catch(nothingThere)
  const t = await getTranslations('messageLog')
  return (
    <Page title={t('title')} description={t('description')}>
      <MessageLog
        // Another filter is another log.
        key={JSON.stringify(query)}
        page={page ?? EMPTY}
        isUnknown={page === null}
        query={query}
        actionNames={ACTION_NAMES}
        actions={{ moreMessages, readMessage }}
      />
    </Page>
  )
}

const ACTION_NAMES = [...new Set(OCPP_VERSIONS.flatMap((version) => knownActions(version)))].sort()

const EMPTY: MessagePage = { rows: [], next: null, searchedTo: null }

/** A filter on a station or session that is not there (for this reader) is a mistyped filter, not another page. */
function nothingThere(error: unknown): null {
  if (error instanceof DomainError && error.code === 'not-found') return null
  throw error
}
