import type { WEEKDAYS } from '../restrictions'

/**
 * A tariff while somebody writes it: everything as text, as it stands in the fields. What holds always is the base; what holds in
 * whole hours of the week are levels, painted on a grid; what has other conditions are parts of their own. Every tariff the engine knows
 * can be taken apart into these and put together again (`read-draft.ts`, `write-draft.ts`).
 */
export interface TariffDraft {
  readonly name: string
  readonly currency: string
  readonly vatPercent: string
  readonly pricesIncludeVat: boolean
  readonly base: DraftPrices
  readonly levels: readonly DraftLevel[]
  /** 168 hours from Monday 00; 0: the base, n: the nth level. */
  readonly week: readonly number[]
  /** Looked at before the week and the base, the first first. */
  readonly specials: readonly DraftPart[]
  /** Never met: something before them always holds. Kept as they are until taken away. */
  readonly unused: readonly DraftPart[]
  readonly min: DraftLimit
  readonly max: DraftLimit
}

/** A price left out is null: that dimension has none here. */
export interface DraftPrices {
  readonly energy: DraftPrice | null
  readonly flat: DraftPrice | null
  readonly time: DraftPrice | null
  readonly idle: DraftPrice | null
}
export const DIMENSIONS = ['energy', 'flat', 'time', 'idle'] as const satisfies (keyof DraftPrices)[]
export type DraftDimension = (typeof DIMENSIONS)[number]

export interface DraftPrice {
  readonly price: string
  /** Empty: the tariff's. */
  readonly vatPercent: string
  /** Wh or seconds; empty: billed as it is. */
  readonly stepSize: string
  readonly per: 'minute' | 'hour'
  /** Minutes, or minutes:seconds. */
  readonly grace: string
  readonly maxAmount: string
  readonly spot: DraftSpot | null
}

export interface DraftSpot {
  readonly rule: 'quarter' | 'start'
  readonly exchangeRate: string
  readonly percent: string
  readonly fees: string
  readonly energyTax: string
  readonly floor: string
  readonly ceiling: string
  readonly fallback: string
}

export interface DraftLevel {
  readonly id: string
  readonly prices: DraftPrices
}

export interface DraftPart {
  readonly id: string
  readonly prices: DraftPrices
  readonly conditions: DraftConditions
}

export interface DraftConditions {
  readonly reservation: '' | 'reserved' | 'expired'
  readonly daysOfWeek: readonly (typeof WEEKDAYS)[number][]
  readonly startTime: string
  readonly endTime: string
  readonly startDate: string
  readonly endDate: string
  readonly minKwh: string
  readonly maxKwh: string
  readonly minPowerKw: string
  readonly maxPowerKw: string
  readonly minCurrentA: string
  readonly maxCurrentA: string
  /** Minutes, or minutes:seconds. */
  readonly minDuration: string
  readonly maxDuration: string
}

export interface DraftLimit {
  readonly exclVat: string
  readonly inclVat: string
}

export const NO_PRICES: DraftPrices = { energy: null, flat: null, time: null, idle: null }
export const NO_LIMIT: DraftLimit = { exclVat: '', inclVat: '' }
export const NEW_PRICE: DraftPrice = {
  price: '',
  vatPercent: '',
  stepSize: '',
  per: 'minute',
  grace: '',
  maxAmount: '',
  spot: null,
}
export const NEW_SPOT: DraftSpot = {
  rule: 'quarter',
  exchangeRate: '',
  percent: '',
  fees: '',
  energyTax: '',
  floor: '',
  ceiling: '',
  fallback: '',
}
export const NO_CONDITIONS: DraftConditions = {
  reservation: '',
  daysOfWeek: [],
  startTime: '',
  endTime: '',
  startDate: '',
  endDate: '',
  minKwh: '',
  maxKwh: '',
  minPowerKw: '',
  maxPowerKw: '',
  minCurrentA: '',
  maxCurrentA: '',
  minDuration: '',
  maxDuration: '',
}
