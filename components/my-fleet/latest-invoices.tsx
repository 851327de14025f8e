import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { StandingBadge } from '@/components/invoices/standing-badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Money } from '@/components/ui/format'
import { FILE_FORMATS } from '@/lib/invoices/file-formats'
import type { InvoiceRow } from '@/lib/invoices/queries/list-invoices'

const NAMES = { pdf: 'PDF', xml: 'Peppol', xlsx: 'Excel', csv: 'CSV', json: 'JSON' } as const

interface LatestInvoicesProps {
  invoices: readonly (Pick<InvoiceRow, 'number' | 'kind' | 'state' | 'age' | 'issueDate' | 'payable' | 'currency'> & {
    readonly id: string
  })[]
}

/** The newest invoices, each with its files. */
export function LatestInvoices({ invoices }: LatestInvoicesProps) {
  const t = useTranslations('myFleet')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('invoices.title')}</CardTitle>
        <Link href="/invoices" className="text-sm underline underline-offset-4">
          {t('invoices.all')}
        </Link>
      </CardHeader>
      <CardContent>
        {invoices.length === 0 ? (
          <p className="text-muted-foreground">{t('invoices.empty')}</p>
        ) : (
          <ul className="grid gap-3">
            {invoices.map((invoice) => (
              <li key={invoice.id} className="grid gap-1">
                <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                  <span className="flex items-center gap-2">
                    <Link href={`/invoices/${invoice.id}`} className="font-medium underline underline-offset-4">
                      {invoice.number}
                    </Link>
                    <StandingBadge invoice={invoice} />
                  </span>
                  <Money amount={invoice.payable} currency={invoice.currency} />
                </span>
                <span className="flex flex-wrap gap-x-3 text-xs">
                  <span className="text-muted-foreground">{invoice.issueDate}</span>
                  {FILE_FORMATS.map((format) => (
                    <a
                      key={format}
                      href={`/api/invoices/${invoice.id}/${format}`}
                      download
                      className="underline underline-offset-4"
                      aria-label={t('invoices.file', { number: invoice.number ?? '', format: NAMES[format] })}
                    >
                      {NAMES[format]}
                    </a>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  )
}
