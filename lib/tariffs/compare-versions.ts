import { Decimal } from '../kernel/money'
import { canonicalComponent } from './canonical-terms'
import { describeRestrictions } from './describe-restrictions'
import { describeComponent, describeLimit, describeVat } from './describe-tariff'
import type { TariffComponent, TariffTerms } from './tariff'

/** What differs between two versions, each in words. */
export interface TariffChange {
  readonly kind: 'changed' | 'added' | 'removed'
  /** When it applies; empty: always. */
  readonly when: string
  /** Null: there was none. */
  readonly before: string | null
  /** Null: there is none any more. */
  readonly after: string | null
  /** How much dearer, in per cent with one decimal; null where that says nothing. */
  readonly percent: string | null
}

/**
 * The differences between two versions of a tariff, in the order in which the later says them. A price for the same thing at the same
 * time is the same price, changed; one at another time is another price.
 */
export function compareVersions(before: TariffTerms, after: TariffTerms, locale: string): TariffChange[] {
  const [old, now] = [saidBy(before, locale), saidBy(after, locale)]
  // With VAT beside without, or kronor beside euros, a per cent says nothing.
  const isComparable = before.currency === after.currency && before.pricesIncludeVat === after.pricesIncludeVat
  const changes: TariffChange[] = []
  for (const [key, { when, text, component }] of now) {
    const was = old.get(key)
    if (was === undefined) changes.push({ kind: 'added', when, before: null, after: text, percent: null })
    else if (was.text !== text || was.said !== now.get(key)!.said) {
      const percent = isComparable ? rise(was.component, component) : null
      changes.push({ kind: 'changed', when, before: was.text, after: text, percent })
    }
  }
  for (const [key, { when, text }] of old) {
    if (!now.has(key)) changes.push({ kind: 'removed', when, before: text, after: null, percent: null })
  }
  return changes
}

interface Said {
  readonly when: string
  readonly text: string
  /** What the words may not tell apart. */
  readonly said: string
  readonly component: TariffComponent | null
}

function saidBy(terms: TariffTerms, locale: string): Map<string, Said> {
  const language = locale === 'sv' ? 'sv' : 'en'
  const said = new Map<string, Said>()
  for (const { components, restrictions } of terms.elements) {
    const when = describeRestrictions(restrictions, language)
    for (const component of components) {
      const text = describeComponent(component, terms, restrictions?.reservation !== undefined, locale)
      // The first of its kind at a time is the one that counts.
      const key = `${component.dimension} ${when}`
      if (!said.has(key)) said.set(key, { when, text, said: canonicalComponent(component), component })
    }
  }
  for (const which of ['min', 'max'] as const) {
    const limit = terms.limits?.[which]
    if (limit) {
      const text = describeLimit(which, limit, terms, locale)
      said.set(which, { when: '', text, said: JSON.stringify(limit), component: null })
    }
  }
  said.set('vat', { when: '', text: describeVat(terms, locale), said: terms.currency, component: null })
  return said
}

function rise(before: TariffComponent | null, after: TariffComponent | null): string | null {
  if (before === null || after === null) return null
  // What is put on the exchange's price is not what a kWh costs.
  if ('spot' in before || 'spot' in after) return null
  const per = (component: TariffComponent) => ('per' in component ? component.per : undefined) ?? 'minute'
  const [old, now] = [new Decimal(before.price), new Decimal(after.price)]
  if (per(before) !== per(after) || old.isZero() || old.equals(now)) return null
  return now.minus(old).dividedBy(old).times(100).toDecimalPlaces(1).toFixed()
}
