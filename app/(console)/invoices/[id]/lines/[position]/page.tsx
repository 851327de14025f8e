import { FileText } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CutsCard, KeptReadings, QuartersCard } from '@/components/invoices/line-basis'
import { LineFacts } from '@/components/invoices/line-facts'
import { SessionPriceCard } from '@/components/invoices/line-price'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Money } from '@/components/ui/format'
import { mayDo } from '@/lib/access/acts'
import { explainLine } from '@/lib/invoices/queries/explain-line'

type LineParams = { params: Params<'id' | 'position'> }

async function explained({ params }: LineParams) {
  const actor = await requireActor('invoices.read')
  const { id, position } = await params
  if (!/^[1-9]\d{0,8}$/.test(position)) notFound()
  return { actor, ...(await orNotFound(explainLine(actor, idParam(id), Number(position)))) }
}

export async function generateMetadata(props: LineParams): Promise<Metadata> {
  const { invoice, line } = await explained(props)
  const t = await getTranslations('invoices')
  return { title: t('explained.title', { position: line.position, number: invoice.number ?? t('noNumber') }) }
}

export default async function InvoiceLinePage(props: LineParams) {
  const { actor, invoice, line, takesBack, session } = await explained(props)
  const t = await getTranslations('invoices')
  return (
    <Page
      title={
        <span className="flex flex-wrap items-center gap-x-3">
          <span>{line.text}</span>
          <Money amount={line.gross} currency={invoice.currency} />
          {line.isCredited && <Badge variant="outline">{t('lines.credited')}</Badge>}
        </span>
      }
      description={
        <>
          <Link href={`/invoices/${invoice.id}`} className="underline underline-offset-4">
            {t('explained.title', { position: line.position, number: invoice.number ?? t('noNumber') })}
          </Link>{' '}
          ·{' '}
          <Link href={`/customers/${invoice.customer.id}`} className="underline underline-offset-4">
            {invoice.customer.name}
          </Link>
          {takesBack && (
            <>
              {' '}
              ·{' '}
              <Link
                href={`/invoices/${takesBack.invoiceId}/lines/${takesBack.position}`}
                className="underline underline-offset-4"
              >
                {t('explained.takesBack', {
                  position: takesBack.position,
                  number: invoice.credits?.number ?? String(takesBack.invoiceId),
                })}
              </Link>
            </>
          )}
        </>
      }
      actions={
        session && (
          <Button asChild variant="outline">
            <a href={`/api/invoices/${invoice.id}/annex?line=${line.position}`} download>
              <FileText aria-hidden />
              {t('explained.annex')}
            </a>
          </Button>
        )
      }
    >
      <div
        className={cn(
          'grid grid-cols-[minmax(0,1fr)] items-start gap-4',
          session ? 'xl:grid-cols-[minmax(0,1fr)_24rem]' : 'max-w-2xl',
        )}
      >
        {session && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <SessionPriceCard session={session} line={line} />
            <CutsCard cuts={session.cuts} timeZone={session.timeZone} />
            <QuartersCard session={session} />
            <KeptReadings session={session} />
          </div>
        )}
        <LineFacts
          invoice={invoice}
          line={line}
          session={session}
          may={{ sessions: mayDo(actor.role, 'sessions.read'), tariffs: mayDo(actor.role, 'tariffs.read') }}
        />
      </div>
    </Page>
  )
}
