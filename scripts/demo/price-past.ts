import { Decimal } from '../../lib/kernel/money'
import { looksAround } from '../../lib/tariffs/compile-tariff'
import type { Phase } from '../../lib/tariffs/idle-time'
import { type Price, priceSession, type Unpriced } from '../../lib/tariffs/price-session'
import { QUARTER_MS, quarterOf, type SpotQuarter } from '../../lib/tariffs/spot'
import type { PastSession } from './history'
import type { TariffVersionAt } from './write-network'

/** The version that held when the session started. */
export function versionAt(versions: readonly TariffVersionAt[], at: number): TariffVersionAt | null {
  return versions.findLast(({ from }) => from <= at) ?? null
}

export function phasesOf(session: PastSession): readonly Phase[] {
  const phases: Phase[] = [{ at: new Date(session.startedAt), state: 'charging' }]
  if (session.fullAt !== null) phases.push({ at: new Date(session.fullAt), state: 'suspended-ev' })
  return phases
}

/**
 * Priced by the same engine as any other session, from the readings that are kept. @param readings null: it had no meter
 * @param spot the site's area's prices, in order, without a gap
 */
export function pricePast(
  session: PastSession,
  phases: readonly Phase[],
  version: TariffVersionAt | null,
  readings: PastSession['curve'] | null,
  spot: readonly SpotQuarter[] = [],
): Price | Unpriced {
  return priceSession(version?.terms ?? null, {
    startedAt: new Date(session.startedAt),
    until: new Date(session.endedAt),
    energyWh: readings === null ? null : new Decimal(session.energyWh),
    phases,
    readings: readings ?? [],
    spot: version && looksAround(version.terms) ? spotWithin(spot, session) : [],
  })
}

function spotWithin(spot: readonly SpotQuarter[], { startedAt, endedAt }: PastSession): readonly SpotQuarter[] {
  const first = spot[0]?.at ?? 0
  const index = (at: number) => Math.max(0, (quarterOf(at) - first) / QUARTER_MS)
  return spot.slice(index(startedAt), index(endedAt) + 1)
}
