/**
 * Watching the message log as it grows. A web process says over the bus who watches what; gateways tell what they log only while
 * somebody does, so that a log nobody watches costs nothing but its rows.
 */
export interface Tail extends TailFilter {
  /** Which watcher; gateways put it beside what is meant for it. */
  readonly id: string
  /** Forgotten after this, unless said again; 0: it is over. */
  readonly seconds: number
  /** Only stations of these sites; null: of all, also of none. */
  readonly siteIds: readonly string[] | null
}

/** What one watcher wants to see. Texts are compared without case. */
export interface TailFilter {
  /** The station's own identity, as it spells it. */
  readonly station?: string
  readonly action?: string
  readonly direction?: 'in' | 'out'
  readonly errorsOnly?: boolean
  readonly search?: string
  /** Only what names this transaction. */
  readonly transactionId?: string
}

export type Tailed =
  | { readonly kind: 'message'; readonly tails: readonly string[]; readonly message: TailedMessage }
  /** So many more there were than are told each second. */
  | { readonly kind: 'skipped'; readonly tail: string; readonly count: number }

/** One exchange as the log has it; long texts are cut, the whole is in the log. */
export interface TailedMessage {
  readonly station: string
  readonly siteId: string | null
  readonly at: string
  readonly direction: 'in' | 'out'
  readonly protocol: string
  readonly messageId: string
  readonly action: string
  readonly request: string
  readonly response: string | null
  readonly isCut: boolean
  readonly errorCode: string | null
  readonly latencyMs: number | null
}

/** What a filter looks at. */
export type Matchable = Pick<
  TailedMessage,
  'station' | 'action' | 'direction' | 'errorCode' | 'request' | 'response' | 'messageId'
>

/** The same rules as the log's own filter has in SQL (`queries.ts`). */
export function matchesFilter(filter: TailFilter, message: Matchable): boolean {
  if (filter.station !== undefined && filter.station !== message.station) return false
  if (filter.action !== undefined && filter.action !== message.action) return false
  if (filter.direction !== undefined && filter.direction !== message.direction) return false
  if (filter.errorsOnly && message.errorCode === null && message.action !== '') return false
  if (filter.search !== undefined) {
    const wanted = filter.search.toLowerCase()
    const texts = [message.request, message.response ?? '', message.messageId]
    if (!texts.some((text) => text.toLowerCase().includes(wanted))) return false
  }
  if (filter.transactionId === undefined) return true
  const named = new RegExp(transactionPattern(filter.transactionId))
  return named.test(message.request) || (message.response !== null && named.test(message.response))
}

/**
 * Finds a transaction id in a payload's JSON, as the number or text it is there and never within a longer one. The same pattern is
 * read by JavaScript and by PostgreSQL.
 */
export const transactionPattern = (id: string): string =>
  `"transactionId" *: *"?${id.replaceAll(/[^A-Za-z0-9]/g, (sign) => `\\${sign}`)}["}, ]`

/** So much of a text travels. */
const SHOWN_CHARACTERS = 1500
/** A bus message has room for 8 kB: what has more bytes than characters, and cannot be packed, travels shorter. */
const SHOWN_BYTES = 5000
const SHOWN_AT_LEAST = 500

/** The texts as they travel. */
export function cutTexts(request: string, response: string | null) {
  const cut = (characters: number) => [request.slice(0, characters), response?.slice(0, characters) ?? null] as const
  let shown = cut(SHOWN_CHARACTERS)
  if (Buffer.byteLength(shown[0]) + Buffer.byteLength(shown[1] ?? '') > SHOWN_BYTES) shown = cut(SHOWN_AT_LEAST)
  return { request: shown[0], response: shown[1], isCut: shown[0] !== request || shown[1] !== response }
}
