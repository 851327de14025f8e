'use client'

import { Ellipsis, KeyRound, LogOut, Pencil, UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { toast } from 'sonner'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogHeader, DialogTitle } from '@/components/ui/dialog'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { Ago } from '@/components/ui/format'
import { EditDialog } from './edit-dialog'
import { LinkHandover } from './link-handover'
import type { ListedUser, Scopes, UserActions } from './listed-user'

interface UsersTableProps {
  users: readonly ListedUser[]
  /** The reader's own reference, `user:1`. */
  me: string
  scopes: Scopes
  actions: UserActions
}

export function UsersTable({ users, me, scopes, actions }: UsersTableProps) {
  const t = useTranslations('users')
  const { act } = useAct()
  const [editing, setEditing] = useState<ListedUser>()
  const [link, setLink] = useState<{ email: string; path: string }>()

  const columns = useMemo<readonly Column<ListedUser>[]>(() => {
    const reset = async (user: ListedUser) => {
      const result = await actions.reset({ id: user.id })
      if (result.ok) setLink({ email: user.email, path: result.data.path })
      else toast.error(result.message)
    }
    return [
      {
        id: 'name',
        header: t('name'),
        value: (user) => `${user.name} ${user.email}`,
        width: 240,
        required: true,
        cell: (user) => (
          <span>
            {user.name || user.email}
            {user.name && <span className="ml-2 font-normal text-muted-foreground">{user.email}</span>}
          </span>
        ),
      },
      {
        id: 'role',
        header: t('roleLabel'),
        width: 130,
        value: (user) => t(`role.${user.role}`),
        filter: {},
      },
      { id: 'scope', header: t('scope'), width: 160, value: (user) => scopeInWords(user, scopes, t('everything')) },
      {
        id: 'state',
        header: t('state.title'),
        width: 110,
        value: (user) => t(`state.${user.state}`),
        filter: {},
        cell: (user) => (
          <Badge variant={user.state === 'active' ? 'default' : 'outline'}>{t(`state.${user.state}`)}</Badge>
        ),
      },
      {
        id: 'lastSignIn',
        header: t('lastSignIn'),
        width: 130,
        value: (user) => user.lastSignInAt,
        searchable: false,
        cell: (user) => <Ago at={user.lastSignInAt} />,
      },
      {
        id: 'actions',
        header: '',
        width: 56,
        required: true,
        numeric: true,
        cell: (user) => (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label={t('actionsFor', { name: user.name || user.email })}>
                <Ellipsis aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent>
              <DropdownMenuItem onSelect={() => setEditing(user)}>
                <Pencil aria-hidden />
                {t('edit')}
              </DropdownMenuItem>
              <DropdownMenuItem
                disabled={me === `user:${user.id}` || user.state === 'closed'}
                onSelect={() => void reset(user)}
              >
                <KeyRound aria-hidden />
                {t(user.state === 'invited' ? 'newLink' : 'resetPassword')}
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={() => void act(actions.endSignIns, { id: user.id }, t('signInsEnded'))}>
                <LogOut aria-hidden />
                {t('endSignIns')}
              </DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        ),
      },
    ]
  }, [t, scopes, actions, act, me])

  return (
    <>
      <DataTable
        label={t('title')}
        rows={users}
        columns={columns}
        rowKey={(user) => user.id}
        search={t('search')}
        empty={<EmptyState icon={<UsersRound />} title={t('empty.title')} text={t('empty.text')} />}
      />
      {editing && (
        <EditDialog user={editing} scopes={scopes} edit={actions.edit} onClose={() => setEditing(undefined)} />
      )}
      <Dialog open={link !== undefined} onOpenChange={(open) => open || setLink(undefined)}>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{t('linkFor', { email: link?.email ?? '' })}</DialogTitle>
          </DialogHeader>
          {link && <LinkHandover path={link.path} />}
        </DialogContent>
      </Dialog>
    </>
  )
}

function scopeInWords(user: ListedUser, { sites }: Scopes, everything: string): string {
  if (user.role === 'fleet-manager') return user.customerName ?? '–'
  if (user.role !== 'site-host') return everything
  return user.siteIds.map((id) => sites.find((site) => site.id === id)?.name ?? id).join(', ')
}
