'use client'

import { Nfc } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { DataTable } from '@/components/data-table/data-table'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import type { TokenRow } from '@/lib/tokens/queries'
import { type Asked, type TokenActions, useTokenColumns } from './token-columns'
import { TokenForm, type TokenHolders, type TokenValues } from './token-form'

interface TokensListProps {
  rows: readonly TokenRow[]
  customers: readonly { id: string; name: string }[]
  holders?: TokenHolders
  /** Null for those who may only look. */
  actions: TokenActions | null
  /** What can be done about an empty list. */
  create: ReactNode
}

export function TokensList({ rows, customers, holders, actions, create }: TokensListProps) {
  const t = useTranslations('tokens')
  const [asked, setAsked] = useState<Asked | null>(null)
  const columns = useTokenColumns(actions, setAsked)
  return (
    <>
      <DataTable
        label={t('title')}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.id)}
        search={t('search')}
        empty={<EmptyState icon={<Nfc />} title={t('empty.title')} text={t('empty.text')} action={create} />}
        maxHeight="calc(100dvh - 14rem)"
      />
      {asked && actions && (
        <Dialogs asked={asked} close={() => setAsked(null)} customers={customers} holders={holders} actions={actions} />
      )}
    </>
  )
}

interface DialogsProps {
  asked: Asked
  close: () => void
  customers: TokensListProps['customers']
  holders: TokensListProps['holders']
  actions: TokenActions
}

function Dialogs({ asked: { what, row }, close, customers, holders, actions }: DialogsProps) {
  const t = useTranslations('tokens')
  const common = useTranslations('common')
  const { act } = useAct()
  const value = row.name || row.value
  const id = String(row.id)
  if (what === 'edit') {
    const token: TokenValues = {
      value: row.value,
      type: row.type as TokenValues['type'],
      name: row.name,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      groupName: row.groupName ?? '',
      customerId: row.customer ? String(row.customer.id) : null,
      driverId: row.driver ? String(row.driver.id) : null,
      vehicleId: row.vehicle ? String(row.vehicle.id) : null,
      costCentreId: row.costCentre ? String(row.costCentre.id) : null,
    }
    return (
      <TokenForm
        open
        onOpenChange={(open) => !open && close()}
        title={t('editTitle', { value })}
        token={token}
        customers={customers}
        holders={holders}
        action={(changed) => actions.edit({ id, token: changed })}
      />
    )
  }
  const isDelete = what === 'delete'
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && close()}
      title={t(isDelete ? 'actions.deleteTitle' : 'actions.blockTitle', { value })}
      description={t(isDelete ? 'actions.deleteText' : 'actions.blockText')}
      confirmLabel={t(isDelete ? 'actions.delete' : 'actions.block')}
      cancelLabel={common('cancel')}
      destructive
      onConfirm={() =>
        isDelete
          ? act(actions.remove, { id }, t('actions.deleted', { value }))
          : act(actions.block, { id }, t('actions.blocked', { value }))
      }
    />
  )
}
