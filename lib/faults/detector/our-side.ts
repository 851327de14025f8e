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
/** Who has not come back over so many starts of a gateway does not wait for one more. */
const ENOUGH_STARTS = 3

/** When a gateway was there; epoch ms. */
export interface GatewayLife {
  readonly gatewayId: string
  readonly from: number
  /** Its last word; of one that is there: now. */
  readonly to: number
  /** Stopped in order, or still there. */
  readonly isInOrder: boolean
}

export interface NetworkLoss {
  /** Since when a gateway has been there for stations, epoch ms; null: none is. */
  readonly listeningSince: number | null
  /** Of a day back, those of now among them. */
  readonly lives: readonly GatewayLife[]
  readonly online: number
  /** Away since less than half an hour. */
  readonly lost: readonly { readonly since: number; readonly siteId: string | null }[]
}

export interface OurSide {
  /** Stations lost before then have had their time to come back; epoch ms. */
  readonly foundBefore: number
}

/**
 * No gateway is there, or only just; or nearly every station of the network is gone at once: the gateway, our line, not they. Nobody
 * is helped by a thousand faults; they reconnect when it is back. null: nothing is wrong with our side.
 */
export function ourSide({ listeningSince, lives, online, lost }: NetworkLoss, now: number): OurSide | null {
  if (listeningSince === null) return { foundBefore: Number.NEGATIVE_INFINITY }
  if (now - listeningSince < COME_BACK_MS) return { foundBefore: patienceOverBefore(lives, now) }
  const lately = lost.filter(({ since }) => since > now - LONGEST_MS).sort((a, b) => a.since - b.since)
  for (const [index, { since }] of lately.entries()) {
    const together = lately.slice(index).filter((other) => other.since <= since + WITHIN_MS)
    if (together.length < ENOUGH_STATIONS) return null
    const sites = new Set(together.map(({ siteId }) => siteId ?? ''))
    if (together.length / (together.length + online) >= SHARE && sites.size >= ENOUGH_SITES)
      return { foundBefore: now - LONGEST_MS }
  }
  return null
}

/**
 * A gateway that starts again every few minutes never listens for long; all its lives together do. Stations that were lost before the
 * last few of its starts, and for which it has listened as long as anybody gets, are away by themselves.
 */
function patienceOverBefore(lives: readonly GatewayLife[], now: number): number {
  const heard = together(lives, now).reverse()
  const third = heard[ENOUGH_STARTS - 1]
  if (third === undefined) return Number.NEGATIVE_INFINITY
  let left = COME_BACK_MS
  for (const { from, to } of heard) {
    if (to - from >= left) return Math.min(third.from, to - left)
    left -= to - from
  }
  return Number.NEGATIVE_INFINITY
}

/** When any gateway was there, oldest first, none touching another. */
function together(lives: readonly GatewayLife[], now: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (const { from, to } of [...lives].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (from > now) continue
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, Math.min(to, now))
    else spans.push({ from, to: Math.min(to, now) })
  }
  return spans
}

/** What is wrong with our own gateways, for the people who run them. */
export interface GatewayFailing {
  /** The first sign of it, epoch ms. */
  readonly since: number
  readonly gatewayId: string | null
  /** How often it has failed within half an hour. */
  readonly failures: number
  readonly isListening: boolean
}

const MANY_FAILURES = 3
const SILENT_MS = 5 * MINUTE_MS

/**
 * Whether a gateway fails again and again, or none has been there for minutes; null: neither. Once it is so it stays so until one has
 * been there for ten minutes in one piece.
 * @param watchedSince since when anybody has looked without a break: a house that was off has no silent gateway; epoch ms
 */
export function gatewayFailing(
  { lives, listeningSince }: Pick<NetworkLoss, 'lives' | 'listeningSince'>,
  now: number,
  { isOpen, watchedSince }: { readonly isOpen: boolean; readonly watchedSince: number },
): GatewayFailing | null {
  const isListening = listeningSince !== null
  const failed = new Map<string, number[]>()
  for (const { gatewayId, to, isInOrder } of lives)
    if (!isInOrder && to > now - LONGEST_MS && to <= now) failed.set(gatewayId, [...(failed.get(gatewayId) ?? []), to])
  const [worst] = [...failed].sort(([, a], [, b]) => b.length - a.length)
  const said = { gatewayId: worst?.[0] ?? null, failures: worst?.[1].length ?? 0, isListening }
  if (worst !== undefined && worst[1].length >= MANY_FAILURES) return { ...said, since: Math.min(...worst[1]) }
  const lastWord = Math.max(Number.NEGATIVE_INFINITY, ...lives.map(({ to }) => to))
  const isSilent = !isListening && lives.length > 0 && now - Math.max(lastWord, watchedSince) >= SILENT_MS
  const isBackForLong = isListening && now - listeningSince >= COME_BACK_MS
  return isSilent || (isOpen && !isBackForLong) ? { ...said, since: lastWord } : null
}
