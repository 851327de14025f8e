import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime, Money } from '@/components/ui/format'
import { PaymentStateBadge } from './payment-state'
import type { ShownPayment } from './payments-table'

/** The payments on a phone: what one looks for first, the whole card opens the story. */
export function PaymentCards({ label, rows }: { label: string; rows: readonly ShownPayment[] }) {
  const t = useTranslations('payments')
  return (
    <ul aria-label={label} className="divide-y">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/payments/${row.id}`} className="grid gap-1 px-4 py-3 hover:bg-muted/60">
            <span className="flex items-center justify-between gap-3">
              <span className="min-w-0 truncate font-medium">
                {row.station.name}{' '}
                <span className="font-normal text-muted-foreground">{t('outlet', { evse: row.evse })}</span>
              </span>
              <span className="shrink-0 font-medium tabular-nums">
                <Money amount={row.price} currency={row.currency} />
              </span>
            </span>
            <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span className="flex items-center gap-2">
                <PaymentStateBadge state={row.state} />
                {row.heldReason && <span className="text-muted-foreground text-xs">{t(`held.${row.heldReason}`)}</span>}
                {row.isStuck && <span className="text-status-faulted text-xs">{t('stuck')}</span>}
              </span>
              <span className="text-muted-foreground text-xs">
                {t(`kind.${row.kind}`)} · <DateTime at={row.createdAt} timeZone={row.timeZone} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
