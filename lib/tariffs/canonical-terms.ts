import { Decimal } from '../kernel/money'
import { WEEKDAYS } from './restrictions'
import type { TariffTerms } from './tariff'

/** What is so when nothing is said. */
const USUAL: Readonly<Record<string, unknown>> = { graceSeconds: 0, per: 'minute' }

/** One text for all ways of writing the same terms: `3.9` is `3.90`, components have no order, what is usual need not be said. */
export function canonicalTerms({ currency, vatPercent, pricesIncludeVat, elements, limits }: TariffTerms): string {
  return JSON.stringify([
    currency,
    plain(vatPercent),
    pricesIncludeVat,
    elements.map(({ components, restrictions }) => [
      components.map(canonicalComponent).sort(),
      restrictions === undefined ? [] : entries(restrictions),
    ]),
    entries(limits?.min ?? {}),
    entries(limits?.max ?? {}),
  ])
}

/** As above, of one component. */
export const canonicalComponent = (component: TariffTerms['elements'][number]['components'][number]): string =>
  JSON.stringify(entries(component))

function entries(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([key, item]) => item !== undefined && item !== null && USUAL[key] !== item)
    .map(([key, item]): [string, unknown] => [key, key === 'daysOfWeek' ? days(item) : plain(item)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function plain(value: unknown): unknown {
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return new Decimal(value).toFixed()
  return typeof value === 'object' && value !== null ? entries(value) : value
}

const days = (chosen: unknown) => WEEKDAYS.filter((day) => Array.isArray(chosen) && chosen.includes(day))
