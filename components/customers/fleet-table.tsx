'use client'

import { Pencil, Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import { TableCell, TableRow } from '@/components/ui/table'
import { TableCard } from '@/components/ui/table-card'
import { FleetForm, type FleetValues } from './fleet-form'

export type FleetKind = 'cost-centre' | 'vehicle' | 'driver'

export interface FleetRow {
  readonly id: string
  /** A cost centre's code, a vehicle's plate; a driver has none. */
  readonly code: string | null
  readonly name: string
  readonly email?: string | null
  readonly phone?: string | null
  readonly costCentre?: { readonly id: string; readonly code: string } | null
  readonly isArchived: boolean
  /** How many tokens it has; null: it is not counted. */
  readonly tokens: number | null
}

export type KeepFleet = Action<{ customerId: string; id: string | null; values: never }>

interface FleetTableProps {
  kind: FleetKind
  customerId: string
  rows: readonly FleetRow[]
  centres: readonly { id: string; name: string }[]
  /** Null for those who may only look. */
  keep: KeepFleet | null
}

/** A customer's cost centres, vehicles or drivers. */
export function FleetTable({ kind, customerId, rows, centres, keep }: FleetTableProps) {
  const t = useTranslations('customers')
  const locale = useLocale()
  const form = (row: FleetRow | null, trigger: React.ReactNode) =>
    keep && (
      <FleetForm
        kind={kind}
        trigger={trigger}
        title={row === null ? t(`fleet.${kind}.new`) : t('editTitle', { name: row.code ?? row.name })}
        values={valuesOf(row)}
        centres={centres}
        action={(values) => keep({ customerId, id: row?.id ?? null, values: values as never })}
      />
    )
  const create = form(
    null,
    <Button size="sm">
      <Plus aria-hidden />
      {t(`fleet.${kind}.new`)}
    </Button>,
  )
  if (rows.length === 0) {
    return (
      <div className="rounded-lg border bg-card">
        <EmptyState title={t(`fleet.${kind}.empty`)} text={t(`fleet.${kind}.emptyText`)} action={create} />
      </div>
    )
  }
  const isOfCentre = kind !== 'cost-centre'
  return (
    <TableCard
      title={t(`fleet.${kind}.title`)}
      action={create}
      columns={[
        ...(kind === 'driver' ? [] : [{ label: t(`fleet.${kind}.code`) }]),
        { label: t('form.name') },
        ...(kind === 'driver' ? [{ label: t('fleet.contact') }] : []),
        ...(isOfCentre ? [{ label: t('fleet.costCentre') }, { label: t('columns.tokens'), numeric: true }] : []),
        { label: t('fleet.actions'), hidden: true },
      ]}
    >
      {rows.map((row) => (
        <TableRow key={row.id}>
          {kind !== 'driver' && <TableCell className="font-medium">{row.code}</TableCell>}
          <TableCell>
            {row.name || ABSENT} {row.isArchived && <Badge variant="outline">{t('fleet.archived')}</Badge>}
          </TableCell>
          {kind === 'driver' && <TableCell>{[row.email, row.phone].filter(Boolean).join(' · ') || ABSENT}</TableCell>}
          {isOfCentre && <TableCell>{row.costCentre?.code ?? ABSENT}</TableCell>}
          {isOfCentre && <TableCell numeric>{formatNumber(row.tokens ?? 0, locale)}</TableCell>}
          <TableCell className="text-right">
            {form(
              row,
              <Button variant="ghost" size="icon-sm" aria-label={t('editTitle', { name: row.code ?? row.name })}>
                <Pencil aria-hidden />
              </Button>,
            )}
          </TableCell>
        </TableRow>
      ))}
    </TableCard>
  )
}

const valuesOf = (row: FleetRow | null): FleetValues => ({
  code: row?.code ?? '',
  plate: row?.code ?? '',
  name: row?.name ?? '',
  email: row?.email ?? '',
  phone: row?.phone ?? '',
  costCentreId: row?.costCentre?.id ?? '',
  isArchived: row?.isArchived ?? false,
})
