import { canonicalComponent } from '../canonical-terms'
import type { Restrictions } from '../restrictions'
import type { PriceLimit, TariffComponent, TariffElement, TariffTerms } from '../tariff'
import {
  type DraftConditions,
  type DraftLevel,
  type DraftLimit,
  type DraftPart,
  type DraftPrice,
  type DraftPrices,
  NEW_PRICE,
  NEW_SPOT,
  NO_CONDITIONS,
  NO_LIMIT,
  NO_PRICES,
  type TariffDraft,
} from './draft'
import { HOURS_OF_WEEK, hoursOf } from './week'

type Components = TariffElement['components']
interface Part {
  readonly components: Components
  readonly restrictions: Restrictions
}

/**
 * Takes a tariff's terms apart for the editor. Nothing is lost: whatever the grid cannot draw becomes a part with conditions, and prices
 * that are never met are kept apart. Put together again it prices every session alike, though perhaps in other elements.
 * @param isComma whether the reader writes a decimal comma
 */
export function readDraft(name: string, terms: TariffTerms, isComma: boolean): TariffDraft {
  const text = isComma ? (value: string | number | undefined) => String(value ?? '').replace('.', ',') : plainText
  const { base, conditional, unused } = sorted(terms.elements)
  const { drawn, specials } = drawable(conditional)
  const { levels, week } = paint(drawn)
  const part =
    (kind: string) =>
    ({ components, restrictions }: Part, index: number): DraftPart => ({
      id: `${kind}${index}`,
      prices: pricesOf(components, text),
      conditions: conditionsOf(restrictions, text),
    })
  return {
    name,
    currency: terms.currency,
    vatPercent: text(terms.vatPercent),
    pricesIncludeVat: terms.pricesIncludeVat,
    base: pricesOf(base, text),
    levels: levels.map(
      (components, index): DraftLevel => ({ id: `level${index}`, prices: pricesOf(components, text) }),
    ),
    week,
    specials: specials.map(part('part')),
    unused: unused.map(part('unused')),
    min: limitOf(terms.limits?.min, text),
    max: limitOf(terms.limits?.max, text),
  }
}

const plainText = (value: string | number | undefined) => String(value ?? '')
type Text = typeof plainText

const isUnrestricted = ({ reservation: _, ...said }: Restrictions) =>
  Object.values(said).every((value) => value === undefined)
const subjectOf = ({ dimension }: TariffComponent, { reservation }: Restrictions) => `${dimension} ${reservation ?? ''}`

/** Behind a price that always holds, prices of the same thing are never met; reservations have prices of their own. */
function sorted(elements: readonly TariffElement[]) {
  const base: TariffComponent[] = []
  const conditional: Part[] = []
  const unused: Part[] = []
  const settled = new Set<string>()
  for (const { components, restrictions = {} } of elements) {
    const isMet = (component: TariffComponent) => !settled.has(subjectOf(component, restrictions))
    const [live, dead] = [components.filter(isMet), components.filter((one) => !isMet(one))]
    if (dead.length > 0) unused.push({ components: dead, restrictions })
    if (live.length > 0) {
      if (isUnrestricted(restrictions) && restrictions.reservation === undefined) base.push(...live)
      else conditional.push({ components: live, restrictions })
    }
    if (isUnrestricted(restrictions)) for (const component of live) settled.add(subjectOf(component, restrictions))
  }
  return { base, conditional, unused }
}

/** What the grid can show: whole hours of the week, unless a part that it cannot show and that comes later prices the same thing. */
function drawable(parts: readonly Part[]) {
  const drawn: { components: Components; hours: ReadonlySet<number> }[] = []
  const specials: Part[] = []
  const behind = new Set<string>()
  for (const part of parts.toReversed()) {
    const hours = hoursOf(part.restrictions)
    const subjects = part.components.map((component) => subjectOf(component, part.restrictions))
    if (hours !== null && subjects.every((subject) => !behind.has(subject))) {
      drawn.unshift({ components: part.components, hours })
    } else {
      specials.unshift(part)
      for (const subject of subjects) behind.add(subject)
    }
  }
  return { drawn, specials }
}

/** Hour by hour what holds: hours with the same prices are one level, also where parts overlap. */
function paint(drawn: readonly { components: Components; hours: ReadonlySet<number> }[]) {
  const levels: TariffComponent[][] = []
  const numbers = new Map<string, number>()
  const week = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => {
    const found = new Map<string, TariffComponent>()
    for (const { components, hours } of drawn) {
      if (!hours.has(hour)) continue
      for (const component of components) {
        if (!found.has(component.dimension)) found.set(component.dimension, component)
      }
    }
    if (found.size === 0) return 0
    const key = [...found.values()].map(canonicalComponent).sort().join(' ')
    const known = numbers.get(key)
    if (known !== undefined) return known
    levels.push([...found.values()])
    numbers.set(key, levels.length)
    return levels.length
  })
  return { levels, week }
}

function pricesOf(components: readonly TariffComponent[], text: Text): DraftPrices {
  const prices: { -readonly [Dimension in keyof DraftPrices]: DraftPrices[Dimension] } = { ...NO_PRICES }
  for (const component of components) prices[component.dimension] = priceOf(component, text)
  return prices
}

function priceOf(component: TariffComponent, text: Text): DraftPrice {
  return {
    ...NEW_PRICE,
    price: text(component.price),
    vatPercent: text(component.vatPercent),
    ...('stepSize' in component && { stepSize: text(component.stepSize) }),
    ...('per' in component && { per: component.per ?? 'minute' }),
    ...(component.dimension === 'idle' && {
      grace: component.graceSeconds ? minutesText(component.graceSeconds) : '',
      maxAmount: text(component.maxAmount),
    }),
    ...(component.dimension === 'energy' &&
      component.spot && {
        spot: {
          ...NEW_SPOT,
          ...Object.fromEntries(Object.entries(component.spot).map(([key, value]) => [key, text(value)])),
          rule: component.spot.rule,
        },
      }),
  }
}

function conditionsOf(said: Restrictions, text: Text): DraftConditions {
  return {
    ...NO_CONDITIONS,
    reservation: said.reservation ?? '',
    daysOfWeek: said.daysOfWeek ?? [],
    startTime: said.startTime ?? '',
    endTime: said.endTime ?? '',
    startDate: said.startDate ?? '',
    endDate: said.endDate ?? '',
    minKwh: text(said.minKwh),
    maxKwh: text(said.maxKwh),
    minPowerKw: text(said.minPowerKw),
    maxPowerKw: text(said.maxPowerKw),
    minCurrentA: text(said.minCurrentA),
    maxCurrentA: text(said.maxCurrentA),
    minDuration: said.minDurationSeconds === undefined ? '' : minutesText(said.minDurationSeconds),
    maxDuration: said.maxDurationSeconds === undefined ? '' : minutesText(said.maxDurationSeconds),
  }
}

const limitOf = (limit: PriceLimit | undefined, text: Text): DraftLimit =>
  limit === undefined ? NO_LIMIT : { exclVat: text(limit.exclVat), inclVat: text(limit.inclVat) }

/** Whole minutes as a number, others with their seconds: `30`, `0:50`. */
const minutesText = (seconds: number) =>
  seconds % 60 === 0 ? String(seconds / 60) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
