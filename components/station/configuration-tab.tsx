'use client'

import { Lock, Pencil, RefreshCw, Settings2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Column, DataTable } from '@/components/data-table/data-table'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Ago } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import type { ConfigurationRow } from '@/lib/configuration/queries/list-configuration'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import type { CommandAction } from './station-actions'

interface ConfigurationTabProps {
  live: LiveStation
  rows: readonly ConfigurationRow[]
  commands: readonly LiveCommand[]
  command: CommandAction
}

/** What the station has said of its configuration; values are changed by asking the station. */
export function ConfigurationTab({ live, rows, commands, command }: ConfigurationTabProps) {
  const t = useTranslations('station.configuration')
  const { act, pending } = useAct()
  const [edited, setEdited] = useState<ConfigurationRow | null>(null)
  useRenewWhenSettled(commands)
  const readAll = (
    <Button
      variant="outline"
      pending={pending}
      disabled={!live.online}
      title={live.online ? undefined : t('needsConnection')}
      onClick={() => act(command, { id: live.id, command: { type: 'get-configuration' } }, t('asked'))}
    >
      <RefreshCw aria-hidden />
      {t('readAll')}
    </Button>
  )
  const columns = useMemo<readonly Column<ConfigurationRow>[]>(
    () => [
      {
        id: 'name',
        header: t('key'),
        value: ({ name }) => name,
        cell: ({ name }) => <span className="font-mono text-xs">{name}</span>,
        width: 280,
        required: true,
      },
      {
        id: 'value',
        header: t('value'),
        value: ({ value }) => value,
        cell: ({ value }) => (
          <span className="truncate font-mono text-xs" title={value ?? undefined}>
            {value ?? '–'}
          </span>
        ),
        width: 280,
      },
      { id: 'attribute', header: t('attribute'), value: ({ attribute }) => attribute, width: 90, hidden: true },
      {
        id: 'updatedAt',
        header: t('read'),
        value: ({ updatedAt }) => updatedAt.getTime(),
        cell: ({ updatedAt }) => <Ago at={updatedAt} />,
        width: 120,
      },
      {
        id: 'edit',
        header: '',
        width: 60,
        numeric: true,
        cell: (row) =>
          row.readonly || row.attribute !== 'Actual' ? (
            <Lock className="size-3.5 text-muted-foreground" aria-label={t('readonly')} />
          ) : (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={t('edit', { name: row.name })}
              disabled={!live.online}
              onClick={() => setEdited(row)}
            >
              <Pencil aria-hidden />
            </Button>
          ),
      },
    ],
    [t, live.online],
  )
  return (
    <>
      <DataTable
        label={t('label')}
        rows={rows}
        columns={columns}
        rowKey={({ id }) => String(id)}
        search={t('search')}
        toolbar={readAll}
        empty={<EmptyState icon={<Settings2 />} title={t('empty')} text={t('emptyText')} action={readAll} />}
      />
      {edited && (
        <EditValue
          key={String(edited.id)}
          row={edited}
          onClose={() => setEdited(null)}
          onSave={(value) =>
            act(
              command,
              { id: live.id, command: { type: 'set-configuration', values: [{ key: edited.name, value }] } },
              t('sent', { name: edited.name }),
            )
          }
          pending={pending}
        />
      )}
    </>
  )
}

interface EditValueProps {
  row: ConfigurationRow
  onClose: () => void
  onSave: (value: string) => Promise<boolean>
  pending: boolean
}

function EditValue({ row, onClose, onSave, pending }: EditValueProps) {
  const t = useTranslations('station.configuration')
  const common = useTranslations('common')
  const [value, setValue] = useState(row.value ?? '')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle className="break-all font-mono">{row.name}</DialogTitle>
          <DialogDescription>{t('editText')}</DialogDescription>
        </DialogHeader>
        <form
          className="grid gap-4"
          onSubmit={async (event) => {
            event.preventDefault()
            if (await onSave(value)) onClose()
          }}
        >
          <Field label={t('value')} description={row.value === null ? undefined : t('was', { value: row.value })}>
            <Input
              value={value}
              onChange={(event) => setValue(event.target.value)}
              maxLength={2500}
              className="font-mono"
              autoFocus
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{common('cancel')}</Button>
            </DialogClose>
            <Button type="submit" pending={pending} disabled={value === row.value}>
              {t('send')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}

const SETTLED: ReadonlySet<string> = new Set(['accepted', 'confirmed', 'rejected'])
const ABOUT = new Set(['get-configuration', 'set-configuration', 'get-report'])

/** When the station has answered what was asked of its configuration, the page reads it anew. */
function useRenewWhenSettled(commands: readonly LiveCommand[]) {
  const router = useRouter()
  const settled = commands
    .filter(({ type, stage }) => ABOUT.has(type) && SETTLED.has(stage))
    .map(({ id, stage }) => `${id}${stage}`)
    .join()
  const seen = useRef(settled)
  useEffect(() => {
    if (seen.current === settled) return
    seen.current = settled
    router.refresh()
  }, [settled, router])
}
