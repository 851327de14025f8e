import type { ChargingState } from '../../live/events'
import type { GrantRow } from '../../plans/grant'
import type { Agreement } from '../../tariffs/agreement'
import type { ReviewFlag } from '../review-flags'
import type { TokenStanding } from '../session-message'
import type { Completeness, FlagState } from '../session-state'

/** The load statement's answer; instants as milliseconds, decimals and ids as text. */
export interface Found {
  readonly tokens: readonly TokenRow[]
  readonly ids: readonly { readonly i: number; readonly id: string }[]
  readonly places: readonly PlaceRow[]
  readonly versions: readonly { readonly tariff: string; readonly id: string; readonly at: number }[]
  readonly terms: readonly {
    id: string
    currency: string
    vatPercent: string
    pricesIncludeVat: boolean
    elements: unknown
    limits: unknown
  }[]
}
export interface TokenRow {
  readonly value: string
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly expires: number | null
  readonly group: string | null
  readonly customer: string | null
  readonly version: string | null
  readonly paid: boolean
  readonly plans: readonly GrantRow[] | null
}
export interface PlaceRow {
  readonly i: number
  readonly st: string
  readonly identity: string
  readonly site: string | null
  readonly at: number
  readonly power: number | null
  readonly evses: number
  readonly connectorTariff: string | null
  readonly stationTariff: string | null
  readonly siteTariff: string | null
  readonly defaultTariff: string | null
  readonly zone: string | null
  readonly area: string | null
}
export type ReadingTuple = readonly [
  at: number,
  context: string,
  register: string | null,
  energy: string | null,
  interval: string | null,
]
export interface SessionRow {
  readonly id: string
  readonly st: string
  readonly identity: string
  readonly site: string | null
  readonly ev: number
  readonly co: number
  readonly tx: string
  readonly key: string
  readonly token: string | null
  readonly tokenId: string | null
  readonly tokenName: string | null
  readonly tokenGroup: string | null
  readonly customer: string | null
  readonly authorisation: TokenStanding | null
  readonly status: 'active' | 'ended'
  readonly started: number
  readonly ended: number | null
  readonly received: number
  readonly meterStart: string | null
  readonly meterStop: string | null
  readonly energy: string
  readonly reading: number | null
  readonly power: number | null
  readonly soc: number | null
  readonly state: ChargingState
  readonly stopReason: string | null
  readonly stopToken: string | null
  readonly version: string | null
  readonly remote: string | null
  readonly plan: PlanRow | null
  readonly maxPower: number | null
  readonly zone: string | null
  readonly area: string | null
  readonly hist: boolean
  readonly phases: readonly (readonly [at: number, state: ChargingState])[] | null
  readonly flags: readonly (readonly [flag: ReviewFlag, state: FlagState])[] | null
  readonly events: readonly string[] | null
  readonly elsewhere: readonly number[] | null
  readonly completeness: Completeness
  readonly incomplete: number | null
  readonly begun: boolean
  readonly readings: readonly ReadingTuple[] | null
}

export interface PlanRow {
  readonly version: string
  readonly grant: GrantRow
  readonly was: {
    readonly month: string
    readonly wh: string
    readonly amount: string
    readonly agreement: Agreement
  } | null
}

/** A session in each row; the first row also carries what else was found, and is the only one when no session was. */
export type LoadedRow = { readonly found: Found | null } & (SessionRow | { readonly id: null })
export const NOTHING_FOUND: LoadedRow = {
  found: { tokens: [], ids: [], places: [], versions: [], terms: [] },
  id: null,
}
export const isSession = (row: LoadedRow): row is LoadedRow & SessionRow => row.id !== null
