import { getLocale, getTranslations } from 'next-intl/server'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import type { Locale } from '@/i18n/locales'
import type { Actor } from '@/lib/access/actor'
import { causeTitle } from '@/lib/faults/cause-titles'
import { type FaultFilter, type FaultRow, listFaults } from '@/lib/faults/queries/list-faults'
import { CSV_BOM, type CsvStyle, csvRow, csvStyle } from '@/lib/kernel/csv'
import type { Page } from '@/lib/kernel/cursor'
import { isExported, readFaultQuery } from './fault-query'

export const dynamic = 'force-dynamic'

const ROWS_PER_READ = 1000
/** Above what spreadsheets open. */
const MOST_ROWS = 1_000_000

/** The list of faults as CSV, with the list's own search and filters: what is shown is what is exported. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    const locale = (await getLocale()) as Locale
    const t = await getTranslations('faults')
    const asked = readFaultQuery(new URL(request.url).searchParams)
    const filter: FaultFilter = { isOpen: asked.isOpen, ...(asked.search && { search: asked.search }) }
    const words: Words = {
      header: COLUMNS.map((column) => t(`columns.${column}`)),
      stage: (stage) => t(`stage.${stage}`),
      reason: (reason) => t(`closeReason.${reason}`),
      title: ({ cause, code }) => causeTitle(cause, locale) ?? code,
      keeps: (row) => isExported(row, asked, t('assign.nobody'), t('assign.somebody')),
      somebody: t('assign.somebody'),
    }
    // The first page is read before the answer begins, so that a refusal is still an HTTP status.
    const first = await listFaults(actor, { ...filter, limit: ROWS_PER_READ })
    return new Response(rows(actor, filter, first, words, csvStyle(locale)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${t('csvName')}-${new Date().toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}

const COLUMNS = [
  'id',
  'title',
  'station',
  'evse',
  'site',
  'severity',
  'safety',
  'stage',
  'assignee',
  'promised',
  'due',
  'began',
  'opened',
  'acknowledged',
  'closed',
  'reason',
  'count',
  'source',
  'code',
  'cause',
] as const

interface Words {
  readonly header: readonly string[]
  readonly stage: (stage: FaultRow['stage']) => string
  readonly reason: (reason: NonNullable<FaultRow['closeReason']>) => string
  readonly title: (row: FaultRow) => string
  readonly keeps: (row: FaultRow) => boolean
  /** Who has it, where the name is not the reader's to know. */
  readonly somebody: string
}

function rows(
  actor: Actor,
  filter: FaultFilter,
  first: Page<FaultRow>,
  words: Words,
  style: CsvStyle,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let page: Page<FaultRow> | null = first
  let read = 0
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(CSV_BOM + csvRow(words.header, style)))
    },
    async pull(controller) {
      if (page === null || read >= MOST_ROWS) return controller.close()
      const kept = page.rows.filter(words.keeps)
      controller.enqueue(encoder.encode(kept.map((row) => csvRow(cells(row, words), style)).join('')))
      read += page.rows.length
      page = page.next === null ? null : await listFaults(actor, { ...filter, cursor: page.next, limit: ROWS_PER_READ })
    },
  })
}

const cells = (row: FaultRow, words: Words) => [
  String(row.id),
  words.title(row),
  row.stationId,
  row.stationId === null ? null : row.evse,
  row.site?.name,
  row.severity,
  row.isSafety ? 1 : 0,
  row.closedAt === null ? words.stage(row.stage) : null,
  row.assignee && (row.assignee.name ?? words.somebody),
  row.promisedAt?.toISOString(),
  row.dueAt?.toISOString(),
  row.beganAt.toISOString(),
  row.openedAt.toISOString(),
  row.acknowledgedAt?.toISOString(),
  row.closedAt?.toISOString(),
  row.closeReason && words.reason(row.closeReason),
  row.count,
  row.source,
  row.code,
  row.cause,
]
