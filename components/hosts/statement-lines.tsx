import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '@/components/ui/format-values'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { BuiltStatement } from '@/lib/hosts/build-statement'

interface StatementLinesProps {
  statement: Pick<BuiltStatement, 'lines' | 'shareNet' | 'shareVat' | 'feeNet' | 'feeVat' | 'payable'>
  /** Of a share of the margin: what was taken off. */
  hasCosts: boolean
}

/** A statement's lines and sums, issued or to come. */
export function StatementLines({ statement, hasCosts }: StatementLinesProps) {
  const t = useTranslations('hosts.lines')
  const locale = useLocale()
  const amount = (value: string, digits = 2) => formatNumber(Number(value), locale, digits)
  const span = hasCosts ? 6 : 4
  const isOwed = Number(statement.payable) < 0
  const sums: [string, string][] = [
    [t('shareNet'), amount(statement.shareNet)],
    [t('shareVat'), amount(statement.shareVat)],
    ...(Number(statement.feeNet) === 0
      ? []
      : ([
          [t('feeNet'), amount(`-${statement.feeNet}`)],
          [t('feeVat'), amount(`-${statement.feeVat}`)],
        ] as [string, string][])),
    [t(isOwed ? 'owed' : 'payable'), amount(statement.payable.replace('-', ''))],
  ]
  return (
    <Table label={t('title')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('what')}</TableHead>
          <TableHead numeric>{t('sessions')}</TableHead>
          <TableHead numeric>{t('energy')}</TableHead>
          <TableHead numeric>{t('net')}</TableHead>
          {hasCosts && <TableHead numeric>{t('cost')}</TableHead>}
          {hasCosts && <TableHead numeric>{t('fees')}</TableHead>}
          <TableHead numeric>{t('amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {statement.lines.map((line) => {
          const isFee = line.kind === 'fee'
          return (
            <TableRow key={`${line.kind} ${line.month}`}>
              <TableCell>{t(line.kind, { month: line.month })}</TableCell>
              <TableCell numeric>{isFee ? '' : amount(String(line.sessionCount), 0)}</TableCell>
              <TableCell numeric>{isFee ? '' : amount(String(Number(line.energyWh) / 1000), 1)}</TableCell>
              <TableCell numeric>{isFee ? '' : amount(line.revenueNet)}</TableCell>
              {hasCosts && <TableCell numeric>{isFee ? '' : amount(line.energyCost)}</TableCell>}
              {hasCosts && <TableCell numeric>{isFee ? '' : amount(line.providerFees)}</TableCell>}
              <TableCell numeric>{amount(line.amount)}</TableCell>
            </TableRow>
          )
        })}
      </TableBody>
      <TableFooter>
        {sums.map(([label, value]) => (
          <TableRow key={label}>
            <TableCell colSpan={span} className="text-right font-normal text-muted-foreground last:font-medium">
              {label}
            </TableCell>
            <TableCell numeric>{value}</TableCell>
          </TableRow>
        ))}
      </TableFooter>
    </Table>
  )
}
