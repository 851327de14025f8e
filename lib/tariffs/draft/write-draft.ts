import type { Restrictions } from '../restrictions'
import {
  MOST_ELEMENTS,
  type PriceLimit,
  priceText,
  type TariffComponent,
  type TariffElement,
  type TariffTerms,
} from '../tariff'
import {
  DIMENSIONS,
  type DraftConditions,
  type DraftDimension,
  type DraftLimit,
  type DraftPart,
  type DraftPrice,
  type DraftPrices,
  type TariffDraft,
} from './draft'
import { restrictionsOf } from './week'

/** By the field's place (`base.energy.price`, `level0`, `part1.minKwh`): a short word that the edges put into a sentence. */
export type DraftProblems = ReadonlyMap<string, string>

export interface WrittenDraft {
  /** Null while something is wrong. */
  readonly terms: TariffTerms | null
  readonly problems: DraftProblems
}

/** Puts a draft together: parts with conditions first, then the week, then what always holds, then what is never met. */
export function writeDraft(draft: TariffDraft): WrittenDraft {
  const problems = new Map<string, string>()
  const elements: TariffElement[] = []
  const read = new FieldReader(problems)
  const addPart = ({ id, prices, conditions }: DraftPart) => {
    const components = read.prices(id, prices)
    const restrictions = read.conditions(id, conditions)
    if (components.length === 0) problems.set(id, 'at-least-one-price')
    else elements.push({ components, ...(Object.keys(restrictions).length > 0 && { restrictions }) })
  }
  for (const part of draft.specials) addPart(part)
  for (const [index, { id, prices }] of draft.levels.entries()) {
    const components = read.prices(id, prices)
    const hours = new Set(draft.week.flatMap((level, hour) => (level === index + 1 ? hour : [])))
    if (components.length === 0) problems.set(id, 'at-least-one-price')
    else if (hours.size === 0) problems.set(id, 'no-hours')
    else {
      for (const restrictions of restrictionsOf(hours)) {
        elements.push({ components, ...(Object.keys(restrictions).length > 0 && { restrictions }) })
      }
    }
  }
  const base = read.prices('base', draft.base)
  if (base.length > 0) elements.push({ components: base })
  for (const part of draft.unused) addPart(part)
  if (elements.length > MOST_ELEMENTS) problems.set('week', 'too-many-parts')
  if (elements.length === 0 && problems.size === 0) problems.set('base', 'at-least-one-price')
  const vatPercent = read.percent('vatPercent', draft.vatPercent)
  const [min, max] = [read.limit('min', draft.min), read.limit('max', draft.max)]
  const { currency, pricesIncludeVat } = draft
  if (problems.size > 0 || vatPercent === null) return { terms: null, problems }
  const limits = (min || max) && { limits: { ...(min && { min }), ...(max && { max }) } }
  return { terms: { currency, vatPercent, pricesIncludeVat, elements, ...limits }, problems }
}

/** As people write it: a decimal comma is a point, spaces group digits. */
const written = (text: string) =>
  text
    .replace(/[\s\u00a0]/g, '')
    .replace(',', '.')
    .replace('−', '-')

/** Reads fields; what cannot be read is noted and left out. */
class FieldReader {
  constructor(private readonly problems: Map<string, string>) {}

  prices(place: string, prices: DraftPrices): TariffComponent[] {
    return DIMENSIONS.flatMap((dimension) => {
      const price = prices[dimension]
      return price === null ? [] : this.component(`${place}.${dimension}`, dimension, price)
    })
  }

  conditions(place: string, said: DraftConditions): Restrictions {
    const number = (field: keyof DraftConditions) => this.number(`${place}.${field}`, said[field] as string)
    const date = (field: 'startDate' | 'endDate') => this.matching(`${place}.${field}`, said[field], DATE, 'not-a-date')
    const clock = (field: 'startTime' | 'endTime') =>
      this.matching(`${place}.${field}`, said[field], CLOCK, 'not-a-time-of-day')
    const seconds = (field: 'minDuration' | 'maxDuration') => this.seconds(`${place}.${field}`, said[field])
    return dropNothing({
      startTime: clock('startTime'),
      endTime: clock('endTime'),
      startDate: date('startDate'),
      endDate: date('endDate'),
      daysOfWeek: said.daysOfWeek.length > 0 ? [...said.daysOfWeek] : null,
      minKwh: number('minKwh'),
      maxKwh: number('maxKwh'),
      minCurrentA: number('minCurrentA'),
      maxCurrentA: number('maxCurrentA'),
      minPowerKw: number('minPowerKw'),
      maxPowerKw: number('maxPowerKw'),
      minDurationSeconds: seconds('minDuration'),
      maxDurationSeconds: seconds('maxDuration'),
      reservation: said.reservation || null,
    })
  }

  limit(place: string, limit: DraftLimit): PriceLimit | null {
    const said = dropNothing({
      exclVat: this.amount(`${place}.exclVat`, limit.exclVat),
      inclVat: this.amount(`${place}.inclVat`, limit.inclVat),
    })
    return Object.keys(said).length > 0 ? said : null
  }

  percent(place: string, text: string): string | null {
    const percent = written(text)
    if (/^\d{1,3}(\.\d{1,2})?$/.test(percent) && Number(percent) <= 100) return percent
    return this.wrong(place, 'not-a-number')
  }

  private component(place: string, dimension: DraftDimension, price: DraftPrice): TariffComponent | [] {
    const amount = this.amount(`${place}.price`, price.price, price.spot ? '0' : null)
    if (amount === null) {
      if (written(price.price) === '') this.wrong(`${place}.price`, 'required')
      return []
    }
    const every = dropNothing({
      vatPercent: price.vatPercent === '' ? null : this.percent(`${place}.vatPercent`, price.vatPercent),
    })
    const step = dropNothing({ stepSize: this.whole(`${place}.stepSize`, price.stepSize) })
    const per = price.per === 'hour' ? { per: 'hour' as const } : {}
    switch (dimension) {
      case 'flat':
        return { dimension, price: amount, ...every }
      case 'energy':
        return { dimension, price: amount, ...every, ...step, ...(price.spot && { spot: this.spot(place, price) }) }
      case 'time':
        return { dimension, price: amount, ...every, ...step, ...per }
      case 'idle': {
        const grace = this.seconds(`${place}.grace`, price.grace)
        if (grace !== null && grace > 86_400) this.wrong(`${place}.grace`, 'out-of-range')
        const maxAmount = this.amount(`${place}.maxAmount`, price.maxAmount)
        const more = dropNothing({ graceSeconds: grace || null, maxAmount })
        return { dimension, price: amount, ...every, ...step, ...per, ...more }
      }
    }
  }

  private spot(place: string, { spot }: DraftPrice) {
    const { rule, ...said } = spot!
    const amount = (field: keyof typeof said) => this.amount(`${place}.${field}`, said[field])
    const signed = (field: 'floor' | 'fallback') => {
      const text = written(said[field])
      const size = this.amount(`${place}.${field}`, text.replace(/^-/, ''))
      return size !== null && text.startsWith('-') ? `-${size}` : size
    }
    const percent = written(said.percent)
    return {
      rule,
      ...dropNothing({
        exchangeRate: amount('exchangeRate'),
        percent: this.matching(`${place}.percent`, percent, /^\d{1,4}(\.\d{1,2})?$/, 'not-a-number'),
        fees: amount('fees'),
        energyTax: amount('energyTax'),
        floor: signed('floor'),
        ceiling: amount('ceiling'),
        fallback: signed('fallback'),
      }),
    }
  }

  private amount(place: string, text: string, empty: string | null = null): string | null {
    const amount = written(text)
    if (amount === '') return empty
    return priceText.safeParse(amount).success ? amount : this.wrong(place, 'not-an-amount')
  }

  private number(place: string, text: string): number | null {
    const number = written(text)
    if (number === '') return null
    if (!/^\d+(\.\d+)?$/.test(number)) return this.wrong(place, 'not-a-number')
    return Number(number) <= 10_000_000 ? Number(number) : this.wrong(place, 'out-of-range')
  }

  private whole(place: string, text: string): number | null {
    const number = written(text)
    if (number === '') return null
    if (!/^\d{1,8}$/.test(number)) return this.wrong(place, 'not-a-whole-number')
    return Number(number) >= 1 && Number(number) <= 10_000_000 ? Number(number) : this.wrong(place, 'out-of-range')
  }

  private seconds(place: string, text: string): number | null {
    const said = written(text)
    if (said === '') return null
    const [, minutes, seconds] = /^(\d{1,6})(?::([0-5]\d))?$/.exec(said) ?? []
    if (minutes === undefined) return this.wrong(place, 'not-minutes')
    const total = Number(minutes) * 60 + Number(seconds ?? 0)
    return total <= 31_536_000 ? total : this.wrong(place, 'out-of-range')
  }

  private matching(place: string, text: string, pattern: RegExp, problem: string): string | null {
    if (text === '') return null
    return pattern.test(text) ? text : this.wrong(place, problem)
  }

  private wrong(place: string, problem: string): null {
    this.problems.set(place, problem)
    return null
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

function dropNothing<Value extends object>(value: Value): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Value]?: NonNullable<Value[Key]> }
}
