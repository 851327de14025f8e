import { MINUTE_MS } from '../../kernel/time'
import type { AllLimits } from '../rules/limits'
import type { Fact } from './fact'
import { followStation } from './follow-station'
import type { Decision, Quiet } from './judge'
import type { DetectionMemory } from './memory'
import { rememberLink } from './remember-link'
import { type LinkView, type SiteLoss, siteLoss } from './site-loss'

/** A station that is looked at: something happened, something is due, or its site is looked at. */
export interface WatchedNow {
  readonly id: string
  readonly siteId: string | null
  readonly memory: DetectionMemory
  readonly facts: readonly Fact[]
  readonly maxPowerW: Readonly<Record<number, number>>
  readonly isLimited: boolean
  readonly quiet: Quiet
}

export type SiteDecision =
  | { readonly kind: 'open'; readonly siteId: string; readonly at: number; readonly loss: SiteLoss }
  | { readonly kind: 'close'; readonly siteId: string; readonly at: number }

export interface Detected {
  readonly stations: readonly {
    readonly id: string
    readonly memory: DetectionMemory
    readonly decisions: readonly Decision[]
    readonly wakeAt: number | null
  }[]
  readonly sites: readonly SiteDecision[]
}

export interface DetectInput {
  /** Of a site either all stations or none. */
  readonly stations: readonly WatchedNow[]
  /** Epoch ms. */
  readonly until: number
  readonly isOurSideDown: boolean
  /** Of stations lost before then nobody says that it is our side; epoch ms. Left out: of none. */
  readonly foundBefore?: number
  limitsOf(siteId: string | null): AllLimits
  /** A station that cannot be judged stays as it was, and the others go on; left out: the error is thrown. */
  onFailure?(id: string, error: unknown): void
}

/** One look at part of the network. Pure: the same input gives the same decisions. */
export function detect({ stations, until, limitsOf, onFailure, ...ourSide }: DetectInput): Detected {
  const { isOurSideDown, foundBefore = Number.NEGATIVE_INFINITY } = ourSide
  const sites = new Map<string, WatchedNow[]>()
  for (const station of stations) {
    if (station.siteId !== null) sites.set(station.siteId, [...(sites.get(station.siteId) ?? []), station])
  }
  const decided = new Map(
    [...sites].map(([siteId, members]) => [
      siteId,
      lookAtSite(members, limitsOf(siteId), until, { isOurSideDown, foundBefore }),
    ]),
  )
  const siteDecisions = [...decided].flatMap(([siteId, { loss, wasDown }]): SiteDecision[] => {
    if (loss.isDown === wasDown) return []
    return [loss.isDown ? { kind: 'open', siteId, at: until, loss } : { kind: 'close', siteId, at: until }]
  })
  return {
    sites: siteDecisions,
    stations: stations.flatMap((station) => {
      const site = station.siteId === null ? undefined : decided.get(station.siteId)
      try {
        return [lookAtStation(station, site, until, { isOurSideDown, foundBefore }, limitsOf(station.siteId))]
      } catch (error) {
        if (onFailure === undefined) throw error
        onFailure(station.id, error)
        return []
      }
    }),
  }
}

type Ours = Required<Pick<DetectInput, 'isOurSideDown' | 'foundBefore'>>

function lookAtStation(
  station: WatchedNow,
  site: ReturnType<typeof lookAtSite> | undefined,
  until: number,
  { isOurSideDown, foundBefore }: Ours,
  limits: AllLimits,
): Detected['stations'][number] {
  const { memory, isLimited, maxPowerW } = station
  const isSiteDown = site?.loss.isDown ?? false
  const siteDownUntil = site?.wasDown || isSiteDown ? until : memory.siteDownUntil
  const followed = followStation(
    { ...memory, siteDownSince: isSiteDown ? (site?.loss.since ?? until) : null, siteDownUntil },
    station.facts,
    until,
    limits,
    { isSiteDown, siteDownUntil, isOurSideDown, foundBefore, isLimited, maxPowerW },
    station.quiet,
  )
  const wakeAt = wakeOf(followed.wakeAt, followed.memory, site?.loss, until, isOurSideDown)
  return { id: station.id, ...followed, wakeAt }
}

function lookAtSite(
  members: readonly WatchedNow[],
  limits: AllLimits,
  until: number,
  { isOurSideDown, foundBefore }: Ours,
) {
  const downSince = members.map(({ memory }) => memory.siteDownSince).find((since) => since !== null) ?? null
  const { isEnabled, limits: own } = limits['site-down']
  // Stations that are being worked on say nothing of their site.
  const views = members.filter(({ quiet }) => downSince !== null || quiet.quietUntil(until) === null).map(linkAfter)
  const loss = siteLoss(views, own, until, downSince)
  const isDown = isEnabled && loss.isDown && (downSince !== null || !isOurSideDown || loss.since < foundBefore)
  return { loss: { ...loss, isDown }, wasDown: downSince !== null }
}

/** The connection once what has just happened has happened. */
function linkAfter({ memory, facts }: WatchedNow): LinkView {
  let { station } = memory
  for (const fact of [...facts].sort((a, b) => a.receivedAt - b.receivedAt)) {
    const isLink = fact.kind === 'connected' || fact.kind === 'disconnected'
    if (isLink && !(fact.id in memory.seen)) station = rememberLink(station, fact)
  }
  return station.link
}

/** A site may be due before its stations are; and when it was our side, it is looked at again. */
function wakeOf(
  own: number | null,
  { station }: DetectionMemory,
  loss: SiteLoss | undefined,
  until: number,
  isOurSideDown: boolean,
): number | null {
  const wakes = [own]
  if (loss !== undefined && !loss.isDown && loss.decideAt !== null) wakes.push(loss.decideAt)
  if (isOurSideDown && station.link.isOnline === false) wakes.push(until + MINUTE_MS)
  const ahead = wakes.filter((at) => at !== null && at > until) as number[]
  return ahead.length === 0 ? null : Math.min(...ahead)
}
