import { Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { type AgreementValues, EditAgreement } from '@/components/hosts/agreement-form'
import { IssueStatement } from '@/components/hosts/host-acts'
import { HostFacts } from '@/components/hosts/host-facts'
import { LeftOut } from '@/components/hosts/left-out'
import { StatementLines } from '@/components/hosts/statement-lines'
import { StatementsTable } from '@/components/hosts/statements-table'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { mayDo } from '@/lib/access/acts'
import { type Agreement, getAgreement, previewStatement } from '@/lib/hosts/queries/agreements'
import { listStatements } from '@/lib/hosts/queries/statements'
import { editAgreementAction, issueStatementAction } from '../actions'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('hosts.read')
  return { title: (await orNotFound(getAgreement(actor, idParam((await params).id)))).host.name }
}

/** One agreement: what the host gets, what the next statement would be, and those before. */
export default async function HostPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('hosts.read')
  const id = idParam((await params).id)
  const agreement = await orNotFound(getAgreement(actor, id))
  const [t, preview, statements] = await Promise.all([
    getTranslations('hosts'),
    previewStatement(actor, id),
    listStatements(actor, { agreementId: id }),
  ])
  const mayWrite = mayDo(actor.role, 'hosts.write')
  return (
    <Page
      title={agreement.host.name}
      description={agreement.siteName}
      actions={
        mayWrite && (
          <EditAgreement
            id={String(id)}
            trigger={
              <Button variant="outline">
                <Pencil aria-hidden />
                {t('edit')}
              </Button>
            }
            title={t('edit')}
            values={valuesOf(agreement)}
            action={editAgreementAction}
          />
        )
      }
    >
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <Card>
            <CardHeader>
              <div>
                <CardTitle>{t('preview.title', { month: preview.month })}</CardTitle>
                <CardDescription>
                  {t(
                    preview.lines.length === 0 ? 'preview.empty' : preview.canIssue ? 'preview.ready' : 'preview.open',
                  )}
                </CardDescription>
              </div>
              {mayWrite && preview.canIssue && preview.lines.length > 0 && (
                <IssueStatement id={String(id)} month={preview.month} action={issueStatementAction} />
              )}
            </CardHeader>
            {preview.lines.length > 0 && (
              <CardContent className="px-0">
                <StatementLines statement={preview} hasCosts={agreement.terms.model === 'margin-share'} />
              </CardContent>
            )}
            <LeftOut leftOut={preview.leftOut} />
          </Card>
          <h2 className="font-medium">{t('statements.title')}</h2>
          <StatementsTable statements={statements} hasHost={false} />
        </div>
        <HostFacts host={agreement.host} terms={agreement.terms} siteName={agreement.siteName} />
      </div>
    </Page>
  )
}

const valuesOf = ({ host, terms, siteId, language }: Agreement): AgreementValues => ({
  ...host,
  vatNumber: host.vatNumber ?? '',
  siteId: String(siteId),
  language,
  model: terms.model,
  percent: terms.percent ?? '',
  perKwh: terms.perKwh ?? '',
  monthlyFee: terms.monthlyFee,
  feePayer: terms.feePayer,
  vatPercent: terms.vatPercent,
  validFrom: terms.validFrom,
  validTo: terms.validTo ?? '',
})
