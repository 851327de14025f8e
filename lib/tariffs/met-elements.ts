import { conditionOf } from './restrictions'
import type { TariffComponent, TariffElement } from './tariff'

/** One price of a tariff, where it stands, from 0. */
export interface PlacedPrice {
  readonly element: number
  readonly index: number
  readonly component: TariffComponent
  readonly restrictions: TariffElement['restrictions']
}

/** What is looked up on its own: a dimension of a session, or of a reservation. */
export const subjectKey = ({ component, restrictions }: Pick<PlacedPrice, 'component' | 'restrictions'>): string =>
  `${component.dimension} ${restrictions?.reservation ?? ''}`

/**
 * Parts a tariff's prices into those that somebody may meet and those that nobody does, since a price of the same thing before them
 * always holds. `settled` are the things (`subjectKey`) with a price that always holds.
 */
export function byWhetherMet(elements: readonly TariffElement[]) {
  const settled = new Set<string>()
  const met: PlacedPrice[] = []
  const unmet: PlacedPrice[] = []
  for (const [element, { components, restrictions }] of elements.entries()) {
    for (const [index, component] of components.entries()) {
      const place = { element, index, component, restrictions }
      const key = subjectKey(place)
      if (settled.has(key)) unmet.push(place)
      else met.push(place)
      if (restrictions === undefined || conditionOf(restrictions) === null) settled.add(key)
    }
  }
  return { met, unmet, settled }
}

/** The elements without prices that nobody meets, and without elements of only such. */
export function metElements(elements: readonly TariffElement[]): TariffElement[] {
  const { unmet } = byWhetherMet(elements)
  if (unmet.length === 0) return [...elements]
  return elements.flatMap((element, place) => {
    const gone = new Set(unmet.flatMap((one) => (one.element === place ? one.index : [])))
    const components = element.components.filter((_, index) => !gone.has(index))
    return components.length === 0 ? [] : { ...element, components }
  })
}
