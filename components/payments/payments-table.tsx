import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime, Money } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { PaymentRow } from '@/lib/payments/queries/list-payments'
import { PaymentCards } from './payment-cards'
import { PaymentStateBadge } from './payment-state'

export type ShownPayment = Omit<PaymentRow, 'id' | 'sessionId' | 'createdAt'> & {
  readonly id: string
  readonly sessionId: string | null
  readonly createdAt: string
}

export const shownPayment = (row: PaymentRow): ShownPayment => ({
  id: String(row.id),
  state: row.state,
  heldReason: row.heldReason,
  kind: row.kind,
  station: row.station,
  siteName: row.siteName,
  timeZone: row.timeZone,
  evse: row.evse,
  sessionId: row.sessionId === null ? null : String(row.sessionId),
  providerRef: row.providerRef,
  currency: row.currency,
  authorised: row.authorised,
  captured: row.captured,
  refunded: row.refunded,
  price: row.price,
  createdAt: row.createdAt.toISOString(),
  isStuck: row.isStuck,
})

/** Payments, one a row; on phones one a card. */
export function PaymentsTable(props: { label: string; rows: readonly ShownPayment[] }) {
  return (
    <>
      <div className="md:hidden">
        <PaymentCards {...props} />
      </div>
      <div className="hidden md:block">
        <Rows {...props} />
      </div>
    </>
  )
}

function Rows({ label, rows }: { label: string; rows: readonly ShownPayment[] }) {
  const t = useTranslations('payments')
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow className="hover:bg-transparent">
          <TableHead>{t('column.number')}</TableHead>
          <TableHead>{t('column.at')}</TableHead>
          <TableHead>{t('column.state')}</TableHead>
          <TableHead>{t('column.station')}</TableHead>
          <TableHead>{t('column.kind')}</TableHead>
          <TableHead numeric>{t('column.price')}</TableHead>
          <TableHead numeric>{t('column.captured')}</TableHead>
          <TableHead numeric>{t('column.refunded')}</TableHead>
          <TableHead>{t('column.session')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell>
              <Link href={`/payments/${row.id}`} className="tabular-nums underline underline-offset-4">
                {row.id}
              </Link>
            </TableCell>
            <TableCell className="text-muted-foreground">
              <DateTime at={row.createdAt} timeZone={row.timeZone} />
            </TableCell>
            <TableCell>
              <PaymentStateBadge state={row.state} />
              {row.heldReason && (
                <span className="ml-2 text-muted-foreground text-xs">{t(`held.${row.heldReason}`)}</span>
              )}
              {row.isStuck && <span className="ml-2 text-status-faulted text-xs">{t('stuck')}</span>}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {row.station.name} <span className="text-muted-foreground">{t('outlet', { evse: row.evse })}</span>
            </TableCell>
            <TableCell>{t(`kind.${row.kind}`)}</TableCell>
            <TableCell numeric>
              <Money amount={row.price} currency={row.currency} />
            </TableCell>
            <TableCell numeric>
              <Money amount={row.captured} currency={row.currency} />
            </TableCell>
            <TableCell numeric>
              <Money amount={row.refunded} currency={row.currency} />
            </TableCell>
            <TableCell>
              {row.sessionId && (
                <Link href={`/sessions/${row.sessionId}`} className="tabular-nums underline underline-offset-4">
                  {row.sessionId}
                </Link>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
