import type { EntryFact } from '../faults/entries'
import { findCause } from '../faults/knowledge/all-causes'
import type { DriverWordsKey } from '../faults/knowledge/driver-words'
import type { Notice, NoticedFault } from './notice'

/** One entry of a fault's story, as far as a notice is made of it. */
export interface ToldEntry {
  readonly at: string
  /** Who did it, by name, when a person did. */
  readonly byName: string | null
  readonly fact: EntryFact
  readonly fault: NoticedFault
  /** The promise that stands now. */
  readonly promisedAt: string | null
}

/** What is told of an entry; null: nobody needs to hear of it. */
export function noticeOf({ at, byName: by, fact, fault, promisedAt }: ToldEntry): Notice | null {
  const notice = { at, fault, by }
  const promised = promisedAt === null ? {} : { promisedAt }
  switch (fact.kind) {
    case 'opened':
      return { kind: 'opened', ...notice, ...promised }
    case 'again':
      // Said again is only counted; said more gravely is news.
      return fact.detail.severity === undefined ? null : { kind: 'again', ...notice, ...promised }
    case 'closed': {
      // A merged fault goes on under another number.
      const { reason, note } = fact.detail
      return reason === 'merged' ? null : { kind: 'closed', ...notice, closeReason: reason, ...textOf(note) }
    }
    case 'promised':
      return { kind: 'promised', ...notice, promisedAt: fact.detail.dueAt, ...textOf(fact.detail.note) }
    case 'promise-broken':
    case 'promise-withdrawn':
      return { kind: fact.kind, ...notice, promisedAt: fact.detail.dueAt }
    case 'assigned':
      return fact.detail.to === null ? null : { kind: 'assigned', ...notice, assignee: fact.detail.to.name }
    case 'acknowledged':
      return { kind: 'acknowledged', ...notice }
    case 'comment':
      return { kind: 'comment', ...notice, text: fact.detail.text }
    case 'stage':
    case 'photo':
    case 'due':
    case 'promise-kept':
    case 'merged':
    case 'split':
    case 'recovery':
    case 'work':
    case 'told':
      return null
  }
}

const textOf = (text: string | undefined) => (text ? { text } : {})

/** Users that the entry itself names: they are told whatever the rules say. */
export function namedBy(fact: EntryFact): readonly string[] {
  if (fact.kind === 'comment') return fact.detail.mentions.map(({ id }) => id)
  return fact.kind === 'assigned' && fact.detail.to !== null ? [fact.detail.to.id] : []
}

const FOR_DRIVERS: ReadonlySet<Notice['kind']> = new Set([
  'opened',
  'promised',
  'promise-broken',
  'promise-withdrawn',
  'closed',
])

/** What a driver is told of a cause when it keeps cars from charging: not when it is only slow, unseen or the car's own doing. */
const STOPS_CHARGING: ReadonlySet<DriverWordsKey> = new Set(['broken', 'unsafe', 'stuck', 'reader', 'power'])

/** Whether a fault keeps drivers from charging. What a station tells of its security is not for them, as on its public page. */
export const stopsCharging = ({ severity, cause }: { readonly severity: number; readonly cause: string }): boolean =>
  severity <= 5 && !cause.startsWith('security:') && STOPS_CHARGING.has(findCause(cause).driver)

/** What has not been mended: nobody is told that it works. */
const NOT_MENDED: ReadonlySet<Notice['closeReason']> = new Set(['accepted', 'removed'])

/** Whether drivers are told: what keeps them from charging, when it will work, and that it does. What we live with does not. */
export const isForDrivers = ({ kind, fault, closeReason }: Notice): boolean =>
  FOR_DRIVERS.has(kind) && !NOT_MENDED.has(closeReason) && stopsCharging(fault)
