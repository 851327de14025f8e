import { byWhetherMet, type PlacedPrice } from './met-elements'
import type { TariffComponent, TariffTerms } from './tariff'

/** What is worth saying of a tariff before it is used; codes, the edges have the words. `error`: the law forbids it at such points. */
export interface TariffRemark {
  readonly code: (typeof TARIFF_REMARKS)[number]
  readonly severity: 'error' | 'warning'
  /** Element and component, from 0; null: the tariff as a whole. */
  readonly element: number | null
  readonly component: number | null
}

export const TARIFF_REMARKS = [
  /** AFIR art. 5(4): at 50 kW and more an ad hoc price is per kWh; only an occupancy fee per minute may be added. */
  'afir-no-energy-price',
  'afir-start-fee',
  'afir-time-fee',
  'afir-occupancy-per-hour',
  'afir-least-price',
  /** AFIR art. 5(4), (5): known before the session starts. */
  'afir-spot-unknown-before',
  /** AFIR art. 5(3): comparable; consumers are told prices with VAT (prisinformationslagen). */
  'prices-without-vat',
  'never-applies',
  'gap-in-energy',
  'steps',
  'spot-waits',
] as const

/** AFIR (regulation (EU) 2023/1804) draws the line at 50 kW. */
export const AFIR_POWER_KW = 50

/**
 * What the law (AFIR art. 5 on ad hoc charging) and good sense have to say of a tariff.
 * @param where the strongest point it is for, kW; and whether anybody may come and charge there without a contract
 */
export function lintTariff(
  terms: TariffTerms,
  where: { readonly maxPowerKw: number; readonly isAdHoc: boolean },
): TariffRemark[] {
  const remarks: TariffRemark[] = []
  const remark = (code: TariffRemark['code'], severity: TariffRemark['severity'], at?: PlacedPrice) =>
    remarks.push({ code, severity, element: at?.element ?? null, component: at?.index ?? null })
  // Of what nobody ever meets only that is said.
  const { met: places, unmet, settled } = byWhetherMet(terms.elements)
  const ofSession = places.filter(({ restrictions }) => restrictions?.reservation === undefined)
  const paid = (dimension: TariffComponent['dimension']) =>
    ofSession.filter(({ component }) => component.dimension === dimension && Number(component.price) > 0)
  const energy = ofSession.filter(({ component }) => component.dimension === 'energy')
  const leastPrice = terms.limits?.min
  const hasLeast = Number(leastPrice?.exclVat ?? 0) > 0 || Number(leastPrice?.inclVat ?? 0) > 0
  const isFree =
    !hasLeast &&
    ofSession.every(({ component }) => Number(component.price) === 0 && !('spot' in component && component.spot))

  if (where.isAdHoc && where.maxPowerKw >= AFIR_POWER_KW && !isFree) {
    if (energy.length === 0) remark('afir-no-energy-price', 'error')
    for (const place of paid('flat')) remark('afir-start-fee', 'error', place)
    for (const place of paid('time')) remark('afir-time-fee', 'error', place)
    for (const place of paid('idle')) {
      if ('per' in place.component && place.component.per === 'hour') remark('afir-occupancy-per-hour', 'error', place)
    }
    // Who takes little pays it without having taken the kWh for it: a fee per session by another name.
    if (hasLeast) remark('afir-least-price', 'error')
  }
  for (const place of energy) {
    if (!(place.component.dimension === 'energy' && place.component.spot)) continue
    if (where.isAdHoc && place.component.spot.rule === 'quarter') remark('afir-spot-unknown-before', 'warning', place)
    if (place.component.spot.fallback === undefined) remark('spot-waits', 'warning', place)
  }
  if (where.isAdHoc && !terms.pricesIncludeVat && Number(terms.vatPercent) > 0) remark('prices-without-vat', 'warning')

  for (const place of unmet) remark('never-applies', 'warning', place)
  for (const place of places) {
    if ('stepSize' in place.component && (place.component.stepSize ?? 1) > 1) remark('steps', 'warning', place)
  }
  if (energy.length > 0 && !settled.has('energy ')) remark('gap-in-energy', 'warning')
  return remarks
}
