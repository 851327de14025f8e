import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { Receipt } from '@/components/sessions/receipt'
import { mayDo } from '@/lib/access/acts'
import { getSession } from '@/lib/sessions/queries/get-session'
import { getSignedProof } from '@/lib/signed-meter-values/queries/get-signed-proof'
import { getSite } from '@/lib/sites/queries'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const t = await getTranslations('signed.receipt')
  return { title: `${t('title')} ${(await params).id}` }
}

/** What a driver can be given: the session, the sum line by line, and whether the meter's signature proves it. Made to be printed. */
export default async function ReceiptPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('sessions.read')
  const id = idParam((await params).id)
  const [session, proof] = await orNotFound(Promise.all([getSession(actor, id), getSignedProof(actor, id)]))
  const site =
    session.site !== null && mayDo(actor.role, 'sites.read') ? await orNotFound(getSite(actor, session.site.id)) : null
  return <Receipt session={session} proof={proof} site={site} printedAt={new Date()} />
}
