/** Three phases at 230 V. */
const WATTS_PER_AMPERE = 3 * 230
/** From here on it is worth looking at: what is drawn swings by some per cent from minute to minute. */
const HIGH_SHARE = 0.8

/** What a main fuse carries with its three phases equally loaded, W. @param fuseA per phase */
export const fusePowerW = (fuseA: number): number => fuseA * WATTS_PER_AMPERE

export interface FuseLoad {
  readonly powerW: number
  readonly limitW: number
  /** 1: all the fuse carries. */
  readonly share: number
  readonly band: 'calm' | 'high' | 'over'
}

/**
 * What a site's chargers draw beside what its fuse carries; null where nobody has said what fuse there is. Other loads behind the
 * fuse are not known, and phases are taken as equally loaded: a figure for looking, not for switching.
 */
export function fuseLoad(powerW: number, fuseA: number | null): FuseLoad | null {
  if (fuseA === null || fuseA <= 0) return null
  const limitW = fusePowerW(fuseA)
  const share = powerW / limitW
  return { powerW, limitW, share, band: share > 1 ? 'over' : share >= HIGH_SHARE ? 'high' : 'calm' }
}

/** A site beside its fuse. */
export interface SiteLoad {
  readonly siteId: string
  readonly name: string
  readonly load: FuseLoad
}

export interface FuseStand {
  /** The sites nearest to their fuses, or furthest above them, those first; empty where no site's fuse is known. */
  readonly hardest: readonly SiteLoad[]
  /** Sites near or above theirs. */
  readonly highCount: number
}

/** More are never shown. */
const MOST_HARDEST = 8

/** How the sites stand against their fuses. @param power W by the site's id, as `powerBySite` gives it */
export function fuseStand(
  sites: Iterable<{ readonly id: string; readonly name: string; readonly fuseA: number | null }>,
  power: ReadonlyMap<string, number>,
): FuseStand {
  const loads: SiteLoad[] = []
  for (const { id, name, fuseA } of sites) {
    const load = fuseLoad(power.get(id) ?? 0, fuseA)
    if (load !== null) loads.push({ siteId: id, name, load })
  }
  loads.sort((a, b) => b.load.share - a.load.share)
  return {
    hardest: loads.slice(0, MOST_HARDEST),
    highCount: loads.filter(({ load }) => load.band !== 'calm').length,
  }
}

/** What runs at each site now, W, by the site's id. */
export function powerBySite(
  sessions: Iterable<{
    readonly status: 'active' | 'ended'
    readonly siteId: string | null
    readonly powerW: number | null
  }>,
): ReadonlyMap<string, number> {
  const power = new Map<string, number>()
  for (const { status, siteId, powerW } of sessions)
    if (status === 'active' && siteId !== null && powerW !== null) power.set(siteId, (power.get(siteId) ?? 0) + powerW)
  return power
}
