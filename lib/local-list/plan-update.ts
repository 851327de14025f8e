import { type EntryMark, type LocalEntry, typeOfMark } from './local-entry'

/** What a station holds, as far as we know. */
export interface HeldList {
  /** As the station last confirmed it; 0: empty. */
  readonly version: number
  readonly marks: Readonly<Record<string, EntryMark>>
  /** False: nobody knows what is on it, so the whole list must be sent. */
  readonly isKnown: boolean
}

/** One SendLocalList. */
export interface ListPage {
  readonly version: number
  /** Replaces whatever the station holds. */
  readonly isFull: boolean
  readonly put: readonly LocalEntry[]
  readonly remove: readonly { readonly folded: string; readonly type: string }[]
  /** What the station holds once it has taken the page. */
  readonly marks: Readonly<Record<string, EntryMark>>
}

/** What a station takes in one message. */
export interface PageLimits {
  readonly items: number
  /** null: it has not said. */
  readonly bytes: number | null
}

/** A version is a positive int32 that only rises; 0 and -1 have meanings of their own (1.6 errata 3.52). */
const LAST_VERSION = 2_147_483_647
/** About what an entry weighs in JSON beside its token and group. */
const ENTRY_BYTES = 160

/**
 * The messages that bring a station from what it holds to what it should: none when it is so already; the difference, unless what
 * it holds is unknown, `full` is asked for, or the whole list takes fewer messages. A whole list too long for one message begins
 * as Full and goes on as differences, each with a version of its own, so that an interruption is noticed and mended.
 */
export function planUpdate(
  held: HeldList,
  wanted: readonly LocalEntry[],
  limits: PageLimits,
  how: 'changes' | 'full',
): readonly ListPage[] {
  const isWanted = new Set(wanted.map(({ folded }) => folded))
  const put = wanted.filter(({ folded, mark }) => held.marks[folded] !== mark)
  const remove = Object.entries(held.marks)
    .filter(([folded]) => !isWanted.has(folded))
    .map(([folded, mark]) => ({ folded, type: typeOfMark(mark) }))
  if (how === 'changes' && held.isKnown && put.length + remove.length === 0) return []
  const whole = pagesOf(wanted, [], limits)
  const changes = pagesOf(put, remove, limits)
  const isFull = how === 'full' || !held.isKnown || whole.length < changes.length
  return numbered(held, isFull ? whole : changes, isFull)
}

type Parts = Pick<ListPage, 'put' | 'remove'>

/** Removals first: a full station has no room for what is new before it has let go of the old. */
function pagesOf(put: readonly LocalEntry[], remove: ListPage['remove'], { items, bytes }: PageLimits): Parts[] {
  const pages: { put: LocalEntry[]; remove: { folded: string; type: string }[] }[] = [{ put: [], remove: [] }]
  let room = items
  let bytesLeft = bytes ?? Number.POSITIVE_INFINITY
  const pageFor = (weight: number) => {
    if ((room === 0 || weight > bytesLeft) && room < items) {
      pages.push({ put: [], remove: [] })
      room = items
      bytesLeft = bytes ?? Number.POSITIVE_INFINITY
    }
    room--
    bytesLeft -= weight
    return pages[pages.length - 1]!
  }
  for (const entry of remove) pageFor(ENTRY_BYTES / 2 + entry.folded.length).remove.push(entry)
  for (const entry of put) {
    pageFor(ENTRY_BYTES + entry.value.length + (entry.groupName?.length ?? 0)).put.push(entry)
  }
  return pages
}

function numbered(held: HeldList, pages: readonly Parts[], isFull: boolean): ListPage[] {
  let { version } = held
  let marks: Readonly<Record<string, EntryMark>> = isFull ? {} : held.marks
  return pages.map(({ put, remove }, index) => {
    version = version < 0 || version >= LAST_VERSION ? 1 : version + 1
    const next = { ...marks }
    for (const { folded } of remove) delete next[folded]
    for (const entry of put) next[entry.folded] = entry.mark
    marks = next
    return { version, isFull: isFull && index === 0, put, remove, marks }
  })
}
