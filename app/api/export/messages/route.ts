import { getLocale, getTranslations } from 'next-intl/server'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import type { Actor } from '@/lib/access/actor'
import { CSV_BOM, csvRow, csvStyle } from '@/lib/kernel/csv'
import { DomainError } from '@/lib/kernel/errors'
import { csvLine, EXPORT_COLUMNS, jsonLine } from '@/lib/messages/export-lines'
import { type MessageFilter, toMessageFilter } from '@/lib/messages/message-filter'
import type { MessageRow } from '@/lib/messages/message-row'
import { beginMessageExport } from '@/lib/messages/mutations/begin-export'
import { listMessages, type MessagePage } from '@/lib/messages/queries/list-messages'

export const dynamic = 'force-dynamic'

const ROWS_PER_READ = 500
/** More than anybody reads and less than anybody's disk; a narrower filter reaches the rest. */
const MOST_ROWS = 200_000

/** The filtered message log, newest first, as CSV or JSON lines: streamed as it is read, so that neither side holds it whole. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in to export.')
    const query = new URL(request.url).searchParams
    const format = query.get('format') === 'csv' ? 'csv' : 'jsonl'
    const filter = toMessageFilter(Object.fromEntries(query))
    const style = csvStyle(await getLocale())
    const t = await getTranslations('messageLog')
    // The first page is read before the answer begins, so that a refusal is still an HTTP status.
    const first = await listMessages(actor, { ...filter, limit: ROWS_PER_READ })
    await beginMessageExport(actor, filter, format)
    const head = format === 'csv' ? CSV_BOM + csvRow(EXPORT_COLUMNS, style) : ''
    const line = format === 'csv' ? (row: MessageRow) => csvLine(row, style) : jsonLine
    const name = `${t('title').toLowerCase()}-${new Date().toISOString().slice(0, 10)}.${format}`
    return new Response(lines(actor, filter, first, head, line), {
      headers: {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}

function lines(
  actor: Actor,
  filter: MessageFilter,
  first: MessagePage,
  head: string,
  line: (row: MessageRow) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let page: MessagePage | null = first
  let written = 0
  return new ReadableStream({
    start: (controller) => {
      if (head !== '') controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      // A page may be empty and yet not the last; a pull must give something or end.
      while (page !== null && written < MOST_ROWS) {
        const rows: readonly MessageRow[] = page.rows.slice(0, MOST_ROWS - written)
        const { next }: MessagePage = page
        written += rows.length
        if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(line).join('')))
        page = next === null ? null : await listMessages(actor, { ...filter, cursor: next, limit: ROWS_PER_READ })
        if (rows.length > 0) return
      }
      controller.close()
    },
  })
}
