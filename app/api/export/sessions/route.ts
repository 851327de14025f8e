import { getLocale, getTranslations } from 'next-intl/server'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import type { Actor } from '@/lib/access/actor'
import { CSV_BOM, type CsvStyle, csvRow, csvStyle } from '@/lib/kernel/csv'
import type { Page } from '@/lib/kernel/cursor'
import { listSessions, type SessionFilter, type SessionRow } from '@/lib/sessions/queries/list-sessions'
import { sessionFilterSchema, toFilter } from '@/lib/sessions/session-filter'

export const dynamic = 'force-dynamic'

const ROWS_PER_READ = 1000
/** Above what spreadsheets open. */
const MOST_ROWS = 1_000_000

/** The list of sessions as CSV, with the list's own filter: what is shown is what is exported. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const filter = toFilter(sessionFilterSchema.parse(query))
    const style = csvStyle(await getLocale())
    const t = await getTranslations('sessions')
    const words: Words = {
      header: COLUMNS.map((column) => t(`columns.${column}`)),
      status: (status) => t(`status.${status}`),
      fileName: t('csvName'),
    }
    // The first page is read before the answer begins, so that a refusal is still an HTTP status.
    const first = await listSessions(actor, { ...filter, limit: ROWS_PER_READ })
    return new Response(rows(actor, filter, first, words, style), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${words.fileName}-${new Date().toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}

const COLUMNS = [
  'id',
  'started',
  'ended',
  'status',
  'station',
  'connector',
  'site',
  'who',
  'customer',
  'energy',
  'meterStart',
  'meterStop',
  'total',
  'vat',
  'currency',
  'unpriced',
  'stopReason',
  'review',
  'transaction',
] as const

interface Words {
  readonly header: readonly string[]
  readonly status: (status: SessionRow['status']) => string
  readonly fileName: string
}

function rows(
  actor: Actor,
  filter: SessionFilter,
  first: Page<SessionRow>,
  words: Words,
  style: CsvStyle,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let page: Page<SessionRow> | null = first
  let written = 0
  const write = (session: SessionRow) => csvRow(cells(session, words), style)
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(CSV_BOM + csvRow(words.header, style)))
    },
    async pull(controller) {
      if (page === null || written >= MOST_ROWS) return controller.close()
      controller.enqueue(encoder.encode(page.rows.map(write).join('')))
      written += page.rows.length
      page =
        page.next === null ? null : await listSessions(actor, { ...filter, cursor: page.next, limit: ROWS_PER_READ })
    },
  })
}

const cells = (session: SessionRow, words: Words) => [
  String(session.id),
  session.startedAt.toISOString(),
  session.endedAt?.toISOString(),
  words.status(session.status),
  session.stationId,
  `${session.evse}:${session.connector}`,
  session.site?.name,
  session.who,
  session.customer?.name,
  (session.energyWh / 1000).toFixed(3),
  session.meterStartWh,
  session.meterStopWh,
  session.price?.total,
  session.price?.vat,
  session.price?.currency,
  session.price?.unpriced,
  session.stopReason,
  session.openReviews.map((review) => review.flag).join(' '),
  session.ocppTransactionId,
]
