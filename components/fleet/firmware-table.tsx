'use client'

import { Archive, ArchiveRestore, Download, MoreHorizontal, Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ByteSize } from '@/components/ui/byte-size'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { FirmwareChange } from '@/lib/firmware/firmware'
import { EditFirmware } from './edit-firmware'

/** A package as the page shows it. */
export interface ShownFirmware {
  readonly id: string
  readonly vendor: string
  readonly model: string
  readonly version: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly isSigned: boolean
  readonly note: string
  readonly archived: boolean
  readonly createdBy: string
  readonly createdAt: string
}

export interface FirmwareActions {
  readonly edit: Action<{ id: string; change: FirmwareChange }>
  readonly archive: Action<{ id: string }>
  readonly restore: Action<{ id: string }>
}

interface FirmwareTableProps {
  firmware: readonly ShownFirmware[]
  /** Null for those who may only look. */
  actions: FirmwareActions | null
}

/** The repository: what can be sent to stations. */
export function FirmwareTable({ firmware, actions }: FirmwareTableProps) {
  const t = useTranslations('firmware.repository')
  const [edited, setEdited] = useState<ShownFirmware | null>(null)
  return (
    <>
      <Table>
        <TableHeader>
          <TableRow>
            <TableHead>{t('vendor')}</TableHead>
            <TableHead>{t('model')}</TableHead>
            <TableHead>{t('version')}</TableHead>
            <TableHead>{t('file')}</TableHead>
            <TableHead numeric>{t('size')}</TableHead>
            <TableHead>{t('signature')}</TableHead>
            <TableHead>{t('uploaded')}</TableHead>
            <TableHead>
              <span className="sr-only">{t('actions')}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {firmware.map((row) => (
            <TableRow key={row.id} className={row.archived ? 'text-muted-foreground' : undefined}>
              <TableCell className="font-medium">{row.vendor}</TableCell>
              <TableCell>{row.model || <span className="text-muted-foreground">{t('everyModel')}</span>}</TableCell>
              <TableCell className="whitespace-nowrap" title={row.note || undefined}>
                {row.version} {row.archived && <Badge variant="outline">{t('archived')}</Badge>}
              </TableCell>
              <TableCell className="max-w-60 truncate font-mono text-xs" title={`SHA-256 ${row.sha256}`}>
                {row.fileName}
              </TableCell>
              <TableCell numeric>
                <ByteSize bytes={row.sizeBytes} />
              </TableCell>
              <TableCell>
                <Badge variant={row.isSigned ? 'available' : 'outline'}>{t(row.isSigned ? 'signed' : 'plain')}</Badge>
              </TableCell>
              <TableCell className="text-muted-foreground" title={row.createdBy}>
                <DateTime at={row.createdAt} />
              </TableCell>
              <TableCell className="w-12 text-right">
                <RowMenu row={row} actions={actions} edit={() => setEdited(row)} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {edited && actions && (
        <EditFirmware firmware={edited} edit={actions.edit} onOpenChange={(open) => !open && setEdited(null)} />
      )}
    </>
  )
}

function RowMenu({ row, actions, edit }: { row: ShownFirmware; actions: FirmwareActions | null; edit: () => void }) {
  const t = useTranslations('firmware.repository')
  const { act } = useAct()
  const name = `${row.vendor} ${row.version}`
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t('menu', { name })} className="text-muted-foreground">
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem asChild>
          <a href={`/api/firmware/${row.id}`} download={row.fileName}>
            <Download aria-hidden />
            {t('download')}
          </a>
        </DropdownMenuItem>
        {actions && (
          <>
            <DropdownMenuItem onSelect={edit}>
              <Pencil aria-hidden />
              {t('edit')}
            </DropdownMenuItem>
            {row.archived ? (
              <DropdownMenuItem onSelect={() => void act(actions.restore, { id: row.id }, t('restored', { name }))}>
                <ArchiveRestore aria-hidden />
                {t('restore')}
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem onSelect={() => void act(actions.archive, { id: row.id }, t('archivedNow', { name }))}>
                <Archive aria-hidden />
                {t('archive')}
              </DropdownMenuItem>
            )}
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
