import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { MarkPaid } from '@/components/hosts/host-acts'
import { HostFacts } from '@/components/hosts/host-facts'
import { LeftOut } from '@/components/hosts/left-out'
import { StatementLines } from '@/components/hosts/statement-lines'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { mayDo } from '@/lib/access/acts'
import { getStatement, listCountedSessions } from '@/lib/hosts/queries/statements'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { markPaidAction } from '../../actions'

const SHOWN = 100

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('hosts.read')
  const statement = await orNotFound(getStatement(actor, idParam((await params).id)))
  return { title: (await getTranslations('hosts.statement'))('title', { number: statement.number }) }
}

/** One statement as it was issued: its lines, what was counted, the files, and whether it has been paid. */
export default async function StatementPage({ params }: { params: Params<'id'> }) {
  const actor = await requireActor('hosts.read')
  const id = idParam((await params).id)
  const statement = await orNotFound(getStatement(actor, id))
  const [t, lines, locale, sessions] = await Promise.all([
    getTranslations('hosts.statement'),
    getTranslations('hosts.lines'),
    getLocale(),
    listCountedSessions(actor, id, { limit: SHOWN }),
  ])
  const { voucher } = statement
  return (
    <Page
      title={t('title', { number: statement.number })}
      description={`${statement.hostName}, ${statement.month}`}
      actions={
        <>
          {statement.paidOn !== null && <Badge>{t('paid', { day: statement.paidOn })}</Badge>}
          <Button asChild variant="outline">
            <a href={`/api/hosts/statements/${id}/csv`} download>
              <Download aria-hidden />
              {t('csv')}
            </a>
          </Button>
          <Button asChild variant="outline">
            <a href={`/api/hosts/statements/${id}/pdf`} download>
              <Download aria-hidden />
              {t('pdf')}
            </a>
          </Button>
          {statement.paidOn === null && mayDo(actor.role, 'hosts.write') && (
            <MarkPaid
              id={String(id)}
              number={statement.number}
              today={localDate(new Date(), BOOKS_ZONE)}
              action={markPaidAction}
            />
          )}
        </>
      }
    >
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <Card>
            <CardHeader>
              <CardTitle>{lines('title')}</CardTitle>
            </CardHeader>
            <CardContent className="px-0">
              <StatementLines statement={statement} hasCosts={statement.terms.model === 'margin-share'} />
            </CardContent>
            <LeftOut leftOut={statement.leftOut} />
          </Card>
          <TableCard
            title={t('sessions')}
            description={sessions.length === SHOWN ? t('more', { count: SHOWN }) : undefined}
            empty={ABSENT}
            scrolls
            columns={[
              { label: t('session') },
              { label: t('station') },
              { label: t('ended') },
              { label: t('month') },
              { label: lines('energy'), numeric: true },
              { label: lines('net'), numeric: true },
            ]}
          >
            {sessions.map((row) => (
              <TableRow key={String(row.sessionId)}>
                <TableCell>
                  <Link href={`/sessions/${row.sessionId}`} className="underline underline-offset-4">
                    {String(row.sessionId)}
                  </Link>
                </TableCell>
                <TableCell>{row.station}</TableCell>
                <TableCell>
                  <DateTime at={row.endedAt} />
                </TableCell>
                <TableCell>{row.month}</TableCell>
                <TableCell numeric>{formatNumber(Number(row.energyWh) / 1000, locale, 2)}</TableCell>
                <TableCell numeric>{formatNumber(Number(row.revenueNet), locale, 2)}</TableCell>
              </TableRow>
            ))}
          </TableCard>
        </div>
        <HostFacts
          host={statement.host}
          terms={statement.terms}
          siteName={statement.siteName}
          more={[
            [t('issuedOn'), statement.issueDate],
            ...(voucher === null || !mayDo(actor.role, 'ledger.read')
              ? []
              : [[t('voucher'), `${voucher.series}${voucher.number} (${voucher.year})`] as const]),
          ]}
        />
      </div>
    </Page>
  )
}
