import type { UntoldDebtor } from '../debtors/untold-debtor'
import type { CloseReason } from '../faults/entries'
import type { PassedBudget } from '../mailings/letters'

/** What a rule can listen for. */
export const NOTICE_KINDS = [
  'opened',
  'closed',
  'promised',
  'promise-broken',
  'promise-withdrawn',
  'assigned',
  'acknowledged',
  'comment',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Ways to reach somebody. `in-app` is the bell of the console. */
export const CHANNELS = ['in-app', 'push', 'email', 'sms', 'webhook'] as const
export type Channel = (typeof CHANNELS)[number]

/** Where a delivery stands. `dead`: given up, waits for a person. `cancelled`: it was no longer worth sending. */
export const DELIVERY_STATES = ['waiting', 'sending', 'failed', 'delivered', 'dead', 'cancelled'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** The fault a notice is about, as it was when the notice was planned. Ids are strings, instants ISO 8601 UTC. */
export interface NoticedFault {
  readonly id: string
  readonly siteName: string | null
  /** OCPP identity; null: the whole site has it. */
  readonly identity: string | null
  readonly stationName: string
  /** Where drivers can look; left out: yes. */
  readonly hasPublicPage?: boolean
  /** 0: the whole station. */
  readonly evse: number
  readonly connector: number
  readonly code: string
  /** Key into the knowledge base. */
  readonly cause: string
  /** 0 danger … 9 debug, as OCPP 2.x counts. */
  readonly severity: number
  readonly isSafety: boolean
  readonly openedAt: string
  /** IANA, of the site: times are told in it. */
  readonly timeZone: string
}

/** One thing that happened to a fault, with all that its message is made of. */
export interface Notice {
  /** `again`: it has become graver. `mentioned`: the reader is named in a comment. */
  readonly kind: NoticeKind | 'again' | 'mentioned'
  readonly at: string
  readonly fault: NoticedFault
  /** Who did it, when a person did. */
  readonly by: string | null
  /** Of a promise: when it will work. */
  readonly promisedAt?: string
  /** A comment, a promise's words for drivers, or a closing note. */
  readonly text?: string
  readonly assignee?: string
  readonly closeReason?: CloseReason
}

/** What a delivery's message is made from, by its template. */
export type Filling =
  | { readonly template: 'fault'; readonly content: Notice }
  | { readonly template: 'driver'; readonly content: Notice }
  /** Nobody has acknowledged it for that long. */
  | { readonly template: 'escalation'; readonly content: Notice & { readonly afterMinutes: number } }
  | { readonly template: 'digest'; readonly content: { readonly items: readonly Notice[]; readonly more: number } }
  /** Please confirm that you want to hear of this place. */
  | { readonly template: 'confirm'; readonly content: { readonly place: string } }
  /** A fleet's budget has passed a threshold. */
  | { readonly template: 'budget'; readonly content: Omit<PassedBudget, 'url'> }
  /** A customer without an address is warned, blocked or let go for what it owes: somebody has to call. */
  | { readonly template: 'debtor'; readonly content: UntoldDebtor }
  | { readonly template: 'test'; readonly content: { readonly by: string } }
export type Template = Filling['template']
