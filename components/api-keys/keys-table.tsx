'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Ago, DateTime } from '@/components/ui/format'

interface ListedKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scope: string
  /** Empty: all. */
  readonly sites: readonly string[]
  readonly state: 'active' | 'revoked' | 'expired'
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
}

export function KeysTable({ keys, revoke }: { keys: readonly ListedKey[]; revoke: Action<{ id: string }> }) {
  const t = useTranslations('apiKeys')
  const common = useTranslations('common')
  const { act } = useAct()
  const columns = useMemo<readonly Column<ListedKey>[]>(
    () => [
      { id: 'name', header: t('name'), value: (key) => key.name, width: 180, required: true },
      {
        id: 'prefix',
        header: t('prefix'),
        value: (key) => key.prefix,
        width: 120,
        cell: (key) => <code className="font-mono text-xs">{key.prefix}…</code>,
      },
      { id: 'scope', header: t('scopeLabel'), value: (key) => t(`scope.${key.scope}`), width: 120, filter: {} },
      {
        id: 'sites',
        header: t('sites'),
        value: (key) => (key.sites.length > 0 ? key.sites.join(', ') : t('allSites')),
        width: 140,
      },
      {
        id: 'state',
        header: t('state.title'),
        width: 100,
        value: (key) => t(`state.${key.state}`),
        filter: {},
        cell: (key) => (
          <Badge variant={key.state === 'active' ? 'default' : 'outline'}>{t(`state.${key.state}`)}</Badge>
        ),
      },
      {
        id: 'lastUsed',
        header: t('lastUsed'),
        width: 120,
        value: (key) => key.lastUsedAt,
        searchable: false,
        cell: (key) => (key.lastUsedAt ? <Ago at={key.lastUsedAt} /> : t('never')),
      },
      {
        id: 'expires',
        header: t('expires'),
        width: 120,
        value: (key) => key.expiresAt,
        searchable: false,
        cell: (key) => (key.expiresAt ? <DateTime at={key.expiresAt} format="date" /> : t('never')),
      },
      {
        id: 'created',
        header: t('created'),
        width: 120,
        value: (key) => key.createdAt,
        searchable: false,
        hidden: true,
        cell: (key) => <DateTime at={key.createdAt} format="date" />,
      },
      {
        id: 'actions',
        header: '',
        width: 90,
        required: true,
        numeric: true,
        cell: (key) =>
          key.state === 'active' && (
            <Confirm
              trigger={
                <Button variant="ghost" size="sm">
                  {t('revoke')}
                </Button>
              }
              title={t('revokeTitle', { name: key.name })}
              description={t('revokeText')}
              confirmLabel={t('revoke')}
              cancelLabel={common('cancel')}
              destructive
              onConfirm={() => act(revoke, { id: key.id }, t('revoked', { name: key.name }))}
            />
          ),
      },
    ],
    [t, common, act, revoke],
  )
  return (
    <DataTable
      label={t('title')}
      rows={keys}
      columns={columns}
      rowKey={(key) => key.id}
      empty={<EmptyState icon={<KeyRound />} title={t('empty.title')} text={t('empty.text')} />}
    />
  )
}
