import type { MessageRow } from '@/lib/messages/message-row'

/** What is the same whether an exchange was seen live or read from the log. */
export const messageKey = ({ station, at, direction, messageId, action }: MessageRow): string =>
  `${station}|${new Date(at).getTime()}|${direction}|${messageId}|${action}`

/** Rows of the live list at most; older ones are in the log. */
const MOST_LIVE = 1000

/** New ones in front, newest first; what came both live and from the log is there once, as the log has it. */
export function mergeMessages(rows: readonly MessageRow[], fresh: readonly MessageRow[]): MessageRow[] {
  const known = new Map<string, number>()
  const merged: MessageRow[] = []
  for (const row of [...fresh, ...rows]) {
    const key = messageKey(row)
    const place = known.get(key)
    if (place === undefined) {
      known.set(key, merged.length)
      merged.push(row)
    } else if (merged[place]?.id === null && row.id !== null) merged[place] = row
    else if (row.id !== null && merged[place]?.id !== row.id) merged.push(row) // two frames of one millisecond without ids
  }
  merged.sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime() || Number((b.id ?? 0n) - (a.id ?? 0n)))
  return merged.slice(0, Math.max(MOST_LIVE, rows.length))
}
