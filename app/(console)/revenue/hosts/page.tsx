import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { AgreementForm } from '@/components/hosts/agreement-form'
import { AgreementsTable } from '@/components/hosts/agreements-table'
import { StatementsTable } from '@/components/hosts/statements-table'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { listAgreements } from '@/lib/hosts/queries/agreements'
import { listStatements } from '@/lib/hosts/queries/statements'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { listPlaces } from '@/lib/sites/queries'
import { createAgreementAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hosts'))('title') }
}

/** "Who else has a part of it, and have they got it?" */
export default async function HostsPage() {
  const actor = await requireActor('hosts.read')
  const [t, agreements, statements, sites] = await Promise.all([
    getTranslations('hosts'),
    listAgreements(actor),
    listStatements(actor),
    listPlaces(actor),
  ])
  const mayWrite = mayDo(actor.role, 'hosts.write')
  const month = `${localDate(new Date(), BOOKS_ZONE).slice(0, 7)}-01`
  return (
    <Page
      title={t('title')}
      description={t(mayWrite ? 'description' : 'ownDescription')}
      actions={
        mayWrite && (
          <AgreementForm
            trigger={
              <Button>
                <Plus aria-hidden />
                {t('new')}
              </Button>
            }
            title={t('new')}
            sites={sites.map(({ id, name }) => ({ id, name }))}
            values={{
              siteId: '',
              name: '',
              orgNumber: '',
              vatNumber: '',
              street: '',
              postalCode: '',
              city: '',
              country: 'SE',
              email: '',
              language: 'sv',
              bankAccount: '',
              model: 'net-share',
              percent: '',
              perKwh: '',
              monthlyFee: '0',
              feePayer: 'operator',
              vatPercent: '25',
              validFrom: month,
              validTo: '',
            }}
            action={createAgreementAction}
          />
        )
      }
    >
      <AgreementsTable agreements={agreements} />
      <h2 className="font-medium">{t('statements.title')}</h2>
      <StatementsTable statements={statements} exportHref="/api/export/hosts" />
    </Page>
  )
}
