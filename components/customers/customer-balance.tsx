import { useTranslations } from 'next-intl'
import { PaymentCells } from '@/components/invoices/payment-cells'
import { Money } from '@/components/ui/format'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { Balance, PaymentRow } from '@/lib/invoices/queries/list-payments'

/** What a customer owes, what it has to its credit, and the money that came in. */
export function CustomerBalance({ balance, payments }: { balance: Balance; payments: readonly PaymentRow[] }) {
  const t = useTranslations('invoices')
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <dl className="grid gap-3 sm:grid-cols-2 lg:max-w-xl">
        {(['owes', 'credit'] as const).map((name) => (
          <div key={name} className="rounded-lg border bg-card px-4 py-3">
            <dt className="text-muted-foreground text-xs">{t(`balance.${name}`)}</dt>
            <dd className="font-semibold text-lg">
              <Money amount={balance[name]} currency="SEK" />
            </dd>
          </div>
        ))}
      </dl>
      <TableCard
        title={t('payments.title')}
        columns={[
          { label: t('payments.receivedOn') },
          { label: t('payments.payer') },
          { label: t('payments.invoices') },
          { label: t('payments.amount'), numeric: true },
          { label: t('payments.unused'), numeric: true },
        ]}
        empty={t('payments.none')}
      >
        {payments.map((payment) => (
          <TableRow key={String(payment.id)}>
            <TableCell>{payment.receivedOn}</TableCell>
            <TableCell>{payment.payer || payment.reference}</TableCell>
            <PaymentCells payment={payment} />
          </TableRow>
        ))}
      </TableCard>
    </div>
  )
}
