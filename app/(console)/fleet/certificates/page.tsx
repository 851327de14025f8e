import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { Authorities } from '@/components/certificates/authorities'
import { ExpiringCertificates } from '@/components/certificates/expiring-certificates'
import { TrustedRoots } from '@/components/certificates/trusted-roots'
import { Page } from '@/components/shell/page'
import { mayDo } from '@/lib/access/acts'
import { sitesInScope } from '@/lib/access/scope'
import { listAuthorities } from '@/lib/certificates/queries/list-authorities'
import { listStationCertificates } from '@/lib/certificates/queries/list-station-certificates'
import { listTrustedRoots } from '@/lib/certificates/queries/list-trusted-roots'
import { DAY_MS } from '@/lib/kernel/time'
import {
  activateAuthorityAction,
  addRootAction,
  discardAuthorityAction,
  prepareAuthorityAction,
  retireRootAction,
} from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('certificates'))('title') }
}

/** How far ahead the page looks: renewals begin a month before the end. */
const AHEAD_DAYS = 60

export default async function CertificatesPage() {
  const actor = await requireActor('certificates.read')
  const t = await getTranslations('certificates')
  const [authorities, roots, expiring] = await Promise.all([
    listAuthorities(actor),
    listTrustedRoots(actor),
    listStationCertificates(actor, { expiringBefore: new Date(Date.now() + AHEAD_DAYS * DAY_MS), limit: 200 }),
  ])
  const mayWrite = mayDo(actor.role, 'certificates.write') && sitesInScope(actor) === null
  return (
    <Page title={t('title')} description={t('description')}>
      <Authorities
        authorities={authorities}
        actions={
          mayWrite
            ? { prepare: prepareAuthorityAction, activate: activateAuthorityAction, discard: discardAuthorityAction }
            : null
        }
      />
      <ExpiringCertificates certificates={expiring.rows} days={AHEAD_DAYS} />
      <TrustedRoots roots={roots} actions={mayWrite ? { add: addRootAction, retire: retireRootAction } : null} />
    </Page>
  )
}
