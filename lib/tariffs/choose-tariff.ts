/** Where a tariff can hang, nearest to the plug first. A null means "nothing set here, ask the next". */
export interface TariffPlaces<Id> {
  readonly connector: Id | null
  readonly station: Id | null
  readonly site: Id | null
  /** The one tariff marked as default, when there is one. */
  readonly fallback: Id | null
}

export type TariffPlace = keyof TariffPlaces<unknown>

const NEAREST_FIRST: readonly TariffPlace[] = ['connector', 'station', 'site', 'fallback']

/** The tariff that applies at a plug, and where it was set; null when none is: the session is then unpriced, never free. */
export function chooseTariff<Id>(
  places: TariffPlaces<Id>,
): { readonly tariffId: Id; readonly place: TariffPlace } | null {
  for (const place of NEAREST_FIRST) {
    const tariffId = places[place]
    if (tariffId !== null) return { tariffId, place }
  }
  return null
}
