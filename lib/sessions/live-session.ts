import type { LiveSession, ScopedEvent } from '../live/events'
import { isPriced, type Price, type Unpriced } from '../tariffs/price-session'
import { maskToken } from '../tokens/token'
import type { SessionState } from './session-state'

/** A session as browsers see it, with its running or final price; the scope says whose browsers. */
export function liveSession(session: SessionState, price: Price | Unpriced): ScopedEvent {
  const live: LiveSession = {
    id: String(session.id),
    stationId: session.stationIdentity,
    siteId: session.siteId === null ? null : String(session.siteId),
    evse: session.evse,
    connector: session.connector,
    status: session.status,
    who: who(session),
    startedAt: session.startedAt.toISOString(),
    endedAt: session.endedAt?.toISOString() ?? null,
    chargingState: session.chargingState,
    energyWh: session.energyWh.toNumber(),
    powerW: session.powerW,
    socPercent: session.socPercent,
    lastReadingAt: session.lastReadingAt?.toISOString() ?? null,
    total: isPriced(price) ? price.total : null,
    currency: isPriced(price) ? price.currency : null,
    unpriced: isPriced(price) ? null : price.unpriced,
    reviewCount: openFlags(session),
  }
  return {
    event: { type: 'session', session: live },
    siteId: session.siteId === null ? null : String(session.siteId),
    customerId: session.customerId === null ? null : String(session.customerId),
  }
}

/** The token's name, else its value with the middle masked: a card's number is never sent whole to a screen. */
function who({ token }: SessionState): string {
  if (token === null) return ''
  return token.name !== '' ? token.name : maskToken(token.value)
}

function openFlags({ flags }: SessionState): number {
  let open = 0
  for (const state of flags.values()) if (state === 'open') open += 1
  return open
}
