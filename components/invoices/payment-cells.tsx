import Link from 'next/link'
import { Money } from '@/components/ui/format'
import { TableCell } from '@/components/ui/table'
import type { PaymentRow } from '@/lib/invoices/queries/list-payments'

/** Of money that came in: the invoices it paid, how much it was, and what of it is unused. */
export function PaymentCells({ payment }: { payment: PaymentRow }) {
  return (
    <>
      <TableCell>
        {payment.invoices.map((invoice) => (
          <Link key={String(invoice.id)} href={`/invoices/${invoice.id}`} className="mr-2 underline underline-offset-4">
            {invoice.number}
          </Link>
        ))}
      </TableCell>
      <TableCell numeric>
        <Money amount={payment.amount} currency={payment.currency} />
      </TableCell>
      <TableCell numeric>
        <Money amount={payment.unused} currency={payment.currency} />
      </TableCell>
    </>
  )
}
