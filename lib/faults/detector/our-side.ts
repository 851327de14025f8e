import { MINUTE_MS } from '../../kernel/time'

/** Fewer can be a coincidence, or a site. */
const ENOUGH_STATIONS = 10
const ENOUGH_SITES = 2
const SHARE = 0.6
const WITHIN_MS = 10 * MINUTE_MS
/** Stations that are still away then are away, whoever's fault it was. */
const LONGEST_MS = 30 * MINUTE_MS
/** Stations have this long to come back once we listen again, whatever kept us: a crash, a night, an upgrade. */
const COME_BACK_MS = 10 * MINUTE_MS

export interface NetworkLoss {
  /** Since when a gateway has been there for stations, epoch ms; null: none is. */
  readonly listeningSince: number | null
  readonly online: number
  /** Away since less than half an hour. */
  readonly lost: readonly { readonly since: number; readonly siteId: string | null }[]
}

/**
 * No gateway is there, or only just; or nearly every station of the network is gone at once: the gateway, our line, not they. Nobody is helped by a thousand faults; they
 * reconnect when it is back.
 */
export function isOurSideDown({ listeningSince, online, lost }: NetworkLoss, now: number): boolean {
  if (listeningSince === null || now - listeningSince < COME_BACK_MS) return true
  const lately = lost.filter(({ since }) => since > now - LONGEST_MS).sort((a, b) => a.since - b.since)
  for (const [index, { since }] of lately.entries()) {
    const together = lately.slice(index).filter((other) => other.since <= since + WITHIN_MS)
    if (together.length < ENOUGH_STATIONS) return false
    const sites = new Set(together.map(({ siteId }) => siteId ?? ''))
    if (together.length / (together.length + online) >= SHARE && sites.size >= ENOUGH_SITES) return true
  }
  return false
}
