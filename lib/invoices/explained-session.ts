import type { Agreement } from '../tariffs/agreement'
import type { Price } from '../tariffs/price-session'
import type { TariffTerms } from '../tariffs/tariff'
import type { Cut } from './explain-cuts'

/** An invoiced session and all that its price rests on. Instants ISO 8601 UTC, energies in Wh as decimal strings. */
export interface ExplainedSession {
  readonly id: string
  readonly startedAt: string
  readonly endedAt: string
  readonly timeZone: string
  readonly meterStartWh: string | null
  readonly meterStopWh: string | null
  /** As shown to people: never a whole card number. */
  readonly token: string | null
  readonly tariff: {
    readonly id: string
    readonly name: string
    readonly version: number
    readonly validFrom: string
    readonly terms: TariffTerms
  } | null
  readonly agreement: Agreement | null
  /** As it was invoiced: every line of the session. */
  readonly price: Price
  readonly readings: readonly ExplainedReading[]
  readonly cuts: readonly Cut[]
  /** A person has said what was charged. */
  readonly correctedWh: string | null
  /** When what it rests on was kept, and its fingerprint; null: not kept yet, and taken as it is stored. */
  readonly kept: { readonly at: Date; readonly digest: string } | null
  /** Worked out again just now. */
  readonly recalculated: { readonly total: string | null; readonly measuredWh: string | null; readonly agrees: boolean }
}

export interface ExplainedReading {
  readonly at: string
  readonly registerWh: string | null
  /** Since the start, as it counts; null: it was not counted. */
  readonly energyWh: string | null
  readonly context: string
}
