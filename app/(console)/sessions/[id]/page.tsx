import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { SessionLinks } from '@/components/sessions/session-links'
import { SessionView } from '@/components/sessions/session-view'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { getSession } from '@/lib/sessions/queries/get-session'
import { listCurve, listReadings } from '@/lib/sessions/queries/list-readings'
import { getSignedProof } from '@/lib/signed-meter-values/queries/get-signed-proof'
import { command } from '../../stations/actions'
import { moreReadingsAction, resolveReviewAction } from '../actions'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const t = await getTranslations('sessions')
  return { title: t('one', { id: (await params).id }) }
}

export default async function SessionPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('sessions.read')
  const id = idParam((await params).id)
  const [session, curve, readings, proof] = await orNotFound(
    Promise.all([
      getSession(actor, id),
      listCurve(actor, id),
      listReadings(actor, id, { limit: 200 }),
      getSignedProof(actor, id),
    ]),
  )
  const t = await getTranslations('sessions')
  return (
    <Page
      title={t('one', { id: String(id) })}
      description={[
        session.stationName || session.stationId,
        `${t('columns.connector')} ${session.evse}:${session.connector}`,
        session.site?.name,
        session.who,
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={<SessionLinks id={String(id)} mayReadMessages={mayDo(actor.role, 'messages.read')} />}
    >
      <SessionView
        session={session}
        proof={proof}
        curve={curve}
        readings={readings}
        moreReadings={moreReadingsAction}
        resolve={mayDo(actor.role, 'sessions.review') ? resolveReviewAction : null}
        command={mayDo(actor.role, 'stations.command') ? command : null}
        may={{
          messages: mayDo(actor.role, 'messages.read'),
          stations: mayDo(actor.role, 'stations.read'),
          sites: mayDo(actor.role, 'sites.read'),
          tariffs: mayDo(actor.role, 'tariffs.read'),
        }}
      />
    </Page>
  )
}
