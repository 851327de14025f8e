import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ABSENT } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import type { Difference } from '@/lib/invoices/difference'

/** What of issued invoices is not as it was issued: the first differences that a check found, each leading to its invoice and session. */
export function DifferencesCard({ differences, count }: { differences: readonly Difference[]; count: number }) {
  const t = useTranslations('invoices.check')
  return (
    <TableCard
      title={t('list')}
      description={count > differences.length ? t('first', { count: differences.length }) : undefined}
      scrolls
      columns={[
        { label: t('invoice') },
        { label: t('session') },
        { label: t('about') },
        { label: t('issued'), numeric: true },
        { label: t('now'), numeric: true },
      ]}
    >
      {differences.map(({ invoiceId, number, sessionId, what, issued, recalculated }) => (
        <TableRow key={`${number} ${sessionId} ${what} ${issued} ${recalculated}`}>
          <TableCell className="whitespace-nowrap">
            {invoiceId === null ? (
              t('series', { name: number })
            ) : (
              <Link href={`/invoices/${invoiceId}`} className="font-medium hover:underline">
                {number}
              </Link>
            )}
          </TableCell>
          <TableCell>
            {sessionId === null ? (
              ABSENT
            ) : (
              <Link href={`/sessions/${sessionId}`} className="hover:underline">
                {sessionId}
              </Link>
            )}
          </TableCell>
          <TableCell className="whitespace-nowrap">{t(`what.${what}`)}</TableCell>
          <TableCell numeric className="max-w-64 [overflow-wrap:anywhere]">
            {issued ?? ABSENT}
          </TableCell>
          <TableCell numeric className="max-w-64 [overflow-wrap:anywhere]">
            {recalculated ?? ABSENT}
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}
