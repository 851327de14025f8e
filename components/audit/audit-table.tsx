'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { changesOf } from './changes'
import { useActWords } from './use-act-words'

interface AuditTableRow {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly actorName: string | null
  readonly act: string
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
}

export function AuditTable({ rows }: { rows: readonly AuditTableRow[] }) {
  const t = useTranslations('audit')
  const words = useActWords()
  const actorInWords = (row: AuditTableRow) =>
    row.actorName ?? (t.has(`actors.${row.actor}`) ? t(`actors.${row.actor}`) : row.actor)
  return (
    <Table label={t('title')}>
      <TableHeader>
        <TableRow className="hover:bg-transparent">
          <TableHead className="w-44">{t('at')}</TableHead>
          <TableHead className="w-48">{t('who')}</TableHead>
          <TableHead className="w-56">{t('act')}</TableHead>
          <TableHead className="w-44">{t('subject')}</TableHead>
          <TableHead className="min-w-64">{t('change')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} className="align-top">
            <TableCell className="text-muted-foreground">
              <DateTime at={row.at} format="date-time-seconds" />
            </TableCell>
            <TableCell title={row.actor}>{actorInWords(row)}</TableCell>
            <TableCell title={row.act}>{words(row.act)}</TableCell>
            <TableCell>
              <Subject subject={row.subject} />
            </TableCell>
            <TableCell>
              <Changes row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const PLACES: Readonly<Record<string, string>> = {
  station: '/stations/',
  session: '/sessions/',
  site: '/sites/',
  tariff: '/tariffs/',
}

/** `station:SE-001` as a link to it, where it has a page. */
function Subject({ subject }: { subject: string }) {
  const cut = subject.indexOf(':')
  const place = PLACES[subject.slice(0, cut)]
  const id = subject.slice(cut + 1)
  const name = <span className="font-mono text-xs">{subject}</span>
  return place ? (
    <Link href={`${place}${encodeURIComponent(id)}`} className="underline-offset-4 hover:underline">
      {name}
    </Link>
  ) : (
    name
  )
}

function Changes({ row }: { row: AuditTableRow }) {
  const changes = changesOf(row.before, row.after)
  if (changes.length === 0) return <span className="text-muted-foreground">–</span>
  return (
    <dl className="grid gap-0.5 pt-0.5 text-xs">
      {changes.map(({ field, before, after }) => (
        <div key={field} className="flex flex-wrap gap-x-1.5">
          {field && <dt className="text-muted-foreground">{field}</dt>}
          <dd className="min-w-0 break-words">
            {before !== null && <del className="text-muted-foreground">{before}</del>}
            {before !== null && ' → '}
            {after === null ? '–' : <ins className="no-underline">{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
