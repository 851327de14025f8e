'use client'

import { Download, FileDown } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import { UpdateStageBadge, useUpdateWords } from '@/components/fleet/update-stage'
import { useFreshFleet } from '@/components/fleet/use-fresh-fleet'
import { EmptyState } from '@/components/shell/empty-state'
import { Button } from '@/components/ui/button'
import { ByteSize } from '@/components/ui/byte-size'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Ago, DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { StationFileRow } from '@/lib/files/queries/list-station-files'
import type { UpdateRow } from '@/lib/firmware/queries/list-updates'
import { isUnderWay } from '@/lib/firmware/update-stage'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import { AskForLog } from './ask-for-log'
import type { CommandAction } from './station-actions'
import type { FilesContent } from './tabs'
import { UpdateFirmware } from './update-firmware'

interface FilesTabProps {
  live: LiveStation
  content: FilesContent
  commands: readonly LiveCommand[]
  timeZone: string
  /** Null for those who may not. */
  command: CommandAction | null
}

/** What goes to the station and comes from it: firmware and logs. */
export function FilesTab({ live, content, commands, timeZone, command }: FilesTabProps) {
  const t = useTranslations('files')
  const own = useMemo(() => new Set([live.id]), [live.id])
  useFreshFleet(
    content.updates.some(({ stage }) => isUnderWay(stage)),
    own,
  )
  useRefreshWhenMoved(commands)
  return (
    <div className="grid gap-4 *:min-w-0">
      {command && (
        <div className="flex flex-wrap gap-2">
          <AskForLog live={live} usualWay={content.usualWay} command={command} />
          <UpdateFirmware live={live} firmware={content.firmware} usualWay={content.usualWay} command={command} />
        </div>
      )}
      <Card>
        <CardHeader>
          <CardTitle>{t('received')}</CardTitle>
        </CardHeader>
        <ReceivedFiles files={content.files} timeZone={timeZone} />
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>{t('updates')}</CardTitle>
        </CardHeader>
        <Updates updates={content.updates} now={live.firmware} timeZone={timeZone} />
      </Card>
    </div>
  )
}

/** A log that has come, an update that was asked for: the page reads its lists anew when a command of this kind moves. */
function useRefreshWhenMoved(commands: readonly LiveCommand[]): void {
  const router = useRouter()
  const stages = commands
    .filter(({ type }) => type === 'get-log' || type === 'update-firmware')
    .map(({ id, stage }) => `${id}:${stage}`)
    .join()
  const seen = useRef(stages)
  useEffect(() => {
    if (seen.current !== stages) router.refresh()
    seen.current = stages
  }, [stages, router])
}

function ReceivedFiles({ files, timeZone }: { files: readonly StationFileRow[]; timeZone: string }) {
  const t = useTranslations('files')
  if (files.length === 0)
    return <EmptyState icon={<FileDown />} title={t('noFiles')} text={t('noFilesText')} className="py-8" />
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('file')}</TableHead>
          <TableHead>{t('kind')}</TableHead>
          <TableHead numeric>{t('size')}</TableHead>
          <TableHead>{t('at')}</TableHead>
          <TableHead>
            <span className="sr-only">{t('download')}</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {files.map((file) => (
          <TableRow key={String(file.id)}>
            <TableCell className="max-w-72 truncate font-mono text-xs" title={`SHA-256 ${file.sha256}`}>
              {file.fileName}
            </TableCell>
            <TableCell>{t(`log.${file.kind}`)}</TableCell>
            <TableCell numeric>
              <ByteSize bytes={file.sizeBytes} />
            </TableCell>
            <TableCell className="text-muted-foreground">
              <DateTime at={file.receivedAt} timeZone={timeZone} />
            </TableCell>
            <TableCell className="text-right">
              <Button asChild variant="ghost" size="sm">
                <a href={`/api/files/${file.id}`} download={file.fileName}>
                  <Download aria-hidden />
                  {t('download')}
                </a>
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

interface UpdatesProps {
  updates: readonly UpdateRow[]
  /** What it runs now. */
  now: string | null
  timeZone: string
}

function Updates({ updates, now, timeZone }: UpdatesProps) {
  const t = useTranslations('files')
  const wordOf = useUpdateWords()
  if (updates.length === 0)
    return (
      <EmptyState
        title={now ? t('runs', { version: now }) : t('noUpdates')}
        text={t('noUpdatesText')}
        className="py-8"
      />
    )
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('version')}</TableHead>
          <TableHead>{t('stage')}</TableHead>
          <TableHead>{t('said')}</TableHead>
          <TableHead>{t('campaign')}</TableHead>
          <TableHead>{t('at')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {updates.map((update) => (
          <TableRow key={String(update.id)}>
            <TableCell className="whitespace-nowrap">
              {update.fromVersion && <span className="text-muted-foreground">{update.fromVersion} → </span>}
              <span className="font-medium">{update.toVersion}</span>
            </TableCell>
            <TableCell>
              <UpdateStageBadge stage={update.stage} />
            </TableCell>
            <TableCell>{wordOf(update)}</TableCell>
            <TableCell>
              {update.campaign && (
                <Link
                  href={`/fleet/firmware/campaigns/${update.campaign.id}`}
                  className="underline-offset-4 hover:underline"
                >
                  {update.campaign.name}
                </Link>
              )}
            </TableCell>
            <TableCell className="text-muted-foreground">
              <Ago at={update.statusAt ?? update.askedAt ?? update.createdAt} timeZone={timeZone} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
