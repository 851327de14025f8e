import { MINUTE_MS } from '../../kernel/time'
import type { Thresholds } from '../rules/rule'

/** A station's connection as its site sees it; instants epoch ms. */
export interface LinkView {
  /** null: never heard of. */
  readonly isOnline: boolean | null
  readonly since: number
}

export interface SiteLoss {
  readonly isDown: boolean
  /** The first of them that was lost. */
  readonly since: number
  readonly lost: number
  readonly of: number
  /** When it may be decided, if nobody comes back until then. */
  readonly decideAt: number | null
}

const NONE: SiteLoss = { isDown: false, since: 0, lost: 0, of: 0, decideAt: null }

/**
 * Whether a site as a whole is away: so many of the stations that were there have gone within minutes of each other. Stations that
 * were away before do not count. It is back when less than half of that share is still away.
 * @param downSince since when it was away at the last look; null: it was not
 */
export function siteLoss(
  links: readonly LinkView[],
  { stations = 2, share = 80, within = 5, after = 2 }: Thresholds,
  now: number,
  downSince: number | null,
): SiteLoss {
  const online = links.filter(({ isOnline }) => isOnline === true).length
  const away = links.filter(({ isOnline }) => isOnline === false).sort((a, b) => a.since - b.since)
  if (downSince !== null) {
    const lost = away.filter(({ since }) => since >= downSince).length
    const isDown = lost > 0 && percent(lost, online) >= share / 2
    return { isDown, since: downSince, lost, of: lost + online, decideAt: null }
  }
  let best: SiteLoss = NONE
  for (const [index, { since }] of away.entries()) {
    const lost = away.slice(index).filter((other) => other.since <= since + within * MINUTE_MS).length
    if (lost < stations || percent(lost, online) < share || lost <= best.lost) continue
    const decideAt = since + after * MINUTE_MS
    best = { isDown: decideAt <= now, since, lost, of: lost + online, decideAt }
  }
  return best
}

const percent = (lost: number, online: number) => (100 * lost) / (lost + online)
