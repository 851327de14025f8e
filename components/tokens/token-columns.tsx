'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Column } from '@/components/data-table/data-table'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { DateTime } from '@/components/ui/format'
import { ABSENT, formatNumber } from '@/components/ui/format-values'
import type { TokenRow } from '@/lib/tokens/queries'
import type { TokenValues } from './token-form'

export interface TokenActions {
  readonly edit: Action<{ id: string; token: TokenValues }>
  readonly block: Action<{ id: string }>
  readonly unblock: Action<{ id: string }>
  readonly remove: Action<{ id: string }>
}

/** What a row's menu asked for. */
export type Asked = { readonly what: 'edit' | 'block' | 'delete'; readonly row: TokenRow }

/** The columns of the list of tokens, the last one a menu for those who may change them. */
export function useTokenColumns(
  actions: TokenActions | null,
  ask: (asked: Asked) => void,
): readonly Column<TokenRow>[] {
  const t = useTranslations('tokens')
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the locale only
  return useMemo<readonly Column<TokenRow>[]>(
    () => [
      {
        id: 'value',
        header: t('columns.value'),
        value: (row) => row.value,
        cell: (row) => <span className="font-mono text-xs">{row.value}</span>,
        width: 180,
        required: true,
      },
      { id: 'name', header: t('columns.name'), value: (row) => row.name, width: 170 },
      {
        id: 'status',
        header: t('columns.status'),
        value: (row) => standingOf(row),
        cell: (row) => <Standing row={row} />,
        searchable: false,
        width: 100,
        filter: {
          options: (['active', 'blocked', 'expired'] as const).map((value) => ({ value, label: t(`status.${value}`) })),
        },
      },
      { id: 'customer', header: t('columns.customer'), value: (row) => row.customer?.name, width: 150, filter: {} },
      { id: 'group', header: t('columns.group'), value: (row) => row.groupName, width: 110, hidden: true },
      {
        id: 'type',
        header: t('columns.type'),
        value: (row) => row.type,
        cell: (row) => typeWords(t, row.type),
        searchable: false,
        width: 100,
      },
      {
        id: 'expires',
        header: t('columns.expires'),
        value: (row) => row.expiresAt?.toISOString(),
        cell: (row) => <DateTime at={row.expiresAt} />,
        searchable: false,
        width: 140,
      },
      {
        id: 'sessions',
        header: t('columns.sessions'),
        value: (row) => row.sessionCount,
        cell: (row) =>
          row.sessionCount === 0 ? (
            ABSENT
          ) : (
            <Link href={`/sessions?token=${row.id}`} className="underline underline-offset-4">
              {formatNumber(row.sessionCount, locale)}
            </Link>
          ),
        numeric: true,
        width: 100,
      },
      {
        id: 'lastUsed',
        header: t('columns.lastUsed'),
        value: (row) => row.lastUsedAt?.toISOString(),
        cell: (row) => <DateTime at={row.lastUsedAt} />,
        searchable: false,
        width: 140,
      },
      ...(actions
        ? [
            {
              id: 'actions',
              header: '',
              cell: (row: TokenRow) => <RowMenu row={row} actions={actions} ask={ask} />,
              width: 48,
              required: true,
            },
          ]
        : []),
    ],
    [locale, actions],
  )
}

const standingOf = (row: TokenRow) => (row.active ? (isExpired(row) ? 'expired' : 'active') : 'blocked')
const isExpired = (row: TokenRow) => row.expiresAt !== null && row.expiresAt.getTime() <= Date.now()

function Standing({ row }: { row: TokenRow }) {
  const t = useTranslations('tokens.status')
  const standing = standingOf(row)
  return (
    <Badge
      variant={standing === 'active' ? 'default' : standing === 'blocked' ? 'faulted' : 'outline'}
      suppressHydrationWarning
    >
      {t(row.isBlockedForDebt ? 'owes' : standing)}
    </Badge>
  )
}

const typeWords = (t: ReturnType<typeof useTranslations<'tokens'>>, type: string) =>
  t.has(`type.${type}` as never) ? t(`type.${type}` as never) : type

function RowMenu({ row, actions, ask }: { row: TokenRow; actions: TokenActions; ask: (asked: Asked) => void }) {
  const t = useTranslations('tokens.actions')
  const { act } = useAct()
  const value = row.name || row.value
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t('menu', { value })} className="text-muted-foreground">
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => ask({ what: 'edit', row })}>{t('edit')}</DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href={`/sessions?token=${row.id}`}>{t('sessions')}</Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        {row.active || row.isBlockedForDebt ? (
          <DropdownMenuItem onSelect={() => ask({ what: 'block', row })}>{t('block')}</DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => act(actions.unblock, { id: String(row.id) }, t('unblocked', { value }))}>
            {t('unblock')}
          </DropdownMenuItem>
        )}
        {row.sessionCount === 0 && (
          <DropdownMenuItem onSelect={() => ask({ what: 'delete', row })}>{t('delete')}</DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
