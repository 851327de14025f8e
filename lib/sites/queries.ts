import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { sitesInScope } from '../access/scope'
import { db, pool } from '../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../kernel/cursor'
import { notFound } from '../kernel/errors'

export interface Site {
  readonly id: bigint
  readonly name: string
  readonly address: string
  readonly postalCode: string
  readonly city: string
  readonly country: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly timeZone: string
  readonly priceArea: string
  /** Main fuse per phase, ampere. */
  readonly fuseA: number | null
  readonly tariff: { readonly id: bigint; readonly name: string } | null
  /** Its stations have pages for drivers, where a station does not say otherwise. */
  readonly hasPublicPages: boolean
  readonly createdAt: Date
  readonly stationCount: number
}

export interface SiteRow extends Site {
  readonly onlineCount: number
  readonly activeSessions: number
  /** What its running sessions draw now, W. */
  readonly powerW: number
}

const columns = {
  id: true,
  name: true,
  address: true,
  postalCode: true,
  city: true,
  country: true,
  latitude: true,
  longitude: true,
  timeZone: true,
  priceArea: true,
  fuseA: true,
  hasPublicPages: true,
  createdAt: true,
  tariff: { select: { id: true, name: true } },
  _count: { select: { stations: true } },
} as const

const inScope = (actor: Actor) => {
  const siteIds = sitesInScope(actor)
  return siteIds === null ? {} : { id: { in: [...siteIds] } }
}

const counted = <Row extends { _count: { stations: number } }>({ _count, ...site }: Row) => ({
  ...site,
  stationCount: _count.stations,
})

/** Sites by name, with what goes on there now. Three statements whatever the number of sites. */
export async function listSites(
  actor: Actor,
  options: { cursor?: string; limit?: number } = {},
): Promise<Page<SiteRow>> {
  requireAct(actor, 'sites.read')
  const limit = options.limit ?? 50
  const [afterName, afterId] = options.cursor === undefined ? [] : decodeCursor(options.cursor, 2)
  const after =
    afterName === undefined
      ? {}
      : { OR: [{ name: { gt: afterName } }, { name: afterName, id: { gt: cursorId(afterId) } }] }
  const sites = await db().site.findMany({
    where: { AND: [inScope(actor), after] },
    select: columns,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  const ids = sites.map((site) => site.id)
  const [online, active] = await Promise.all([
    db().station.groupBy({
      by: ['siteId'],
      where: { siteId: { in: ids }, state: { online: true } },
      _count: { _all: true },
    }),
    db().session.groupBy({
      by: ['siteId'],
      where: { siteId: { in: ids }, status: 'active' },
      _count: { _all: true },
      _sum: { powerW: true },
    }),
  ])
  const onlineAt = new Map(online.map((row) => [row.siteId, row._count._all]))
  const activeAt = new Map(active.map((row) => [row.siteId, row]))
  const rows = sites.map((site) => ({
    ...counted(site),
    onlineCount: onlineAt.get(site.id) ?? 0,
    activeSessions: activeAt.get(site.id)?._count._all ?? 0,
    powerW: Number(activeAt.get(site.id)?._sum.powerW ?? 0),
  }))
  return toPage(rows, limit, (row) => [row.name, String(row.id)])
}

/** @throws DomainError not-found, also for a site outside the actor's scope */
export async function getSite(actor: Actor, id: bigint): Promise<Site> {
  requireAct(actor, 'sites.read')
  const site = await db().site.findFirst({ where: { AND: [inScope(actor), { id }] }, select: columns })
  if (site === null) throw notFound('site', id)
  return counted(site)
}

/** Where a site stands, and what feeds it. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly latitude: number | null
  readonly longitude: number | null
  /** Main fuse per phase, ampere. */
  readonly fuseA: number | null
}

/** The places of all sites the actor sees. */
export async function listPlaces(actor: Actor): Promise<readonly Place[]> {
  requireAct(actor, 'sites.read')
  const { rows } = await pool().query<Place>(
    `SELECT id, name, latitude, longitude, fuse_a AS "fuseA" FROM site WHERE $1::bigint[] IS NULL OR id = ANY($1) ORDER BY id`,
    [sitesInScope(actor)],
  )
  return rows
}

/** What a running session draws, and where. */
export interface RunningPower {
  readonly id: string
  readonly siteId: string
  /** W; null: it does not say. */
  readonly powerW: number | null
}

/** The sessions that run now on the sites the actor sees, with what each draws. @param siteId only there */
export async function listRunningPower(actor: Actor, siteId: bigint | null = null): Promise<readonly RunningPower[]> {
  requireAct(actor, 'sites.read')
  const { rows } = await pool().query<{ id: string; site_id: string; power_w: number | null }>(
    `SELECT id, site_id, power_w::float8 AS power_w FROM session
     WHERE status = 'active' AND site_id IS NOT NULL AND ($1::bigint[] IS NULL OR site_id = ANY($1))
       AND ($2::bigint IS NULL OR site_id = $2)`,
    [sitesInScope(actor), siteId],
  )
  return rows.map((row) => ({ id: row.id, siteId: row.site_id, powerW: row.power_w }))
}

export interface SiteStation {
  /** OCPP identity. */
  readonly identity: string
  readonly name: string
  readonly online: boolean
  readonly lastSeenAt: Date | null
  readonly vendor: string | null
  readonly model: string | null
  readonly connectors: readonly {
    readonly evse: number
    readonly connector: number
    readonly status: string
    readonly maxPowerW: number | null
  }[]
  /** Its own tariff, when it has another than the site's. */
  readonly tariff: { readonly id: bigint; readonly name: string } | null
}

/** The stations of one site, by identity. @throws DomainError not-found */
export async function listSiteStations(actor: Actor, siteId: bigint): Promise<readonly SiteStation[]> {
  const site = await getSite(actor, siteId)
  const stations = await db().station.findMany({
    where: { siteId: site.id },
    select: {
      identity: true,
      name: true,
      tariff: { select: { id: true, name: true } },
      state: { select: { online: true, lastSeenAt: true, vendor: true, model: true } },
      connectors: {
        select: {
          number: true,
          maxPowerW: true,
          evse: { select: { number: true } },
          state: { select: { status: true } },
        },
        orderBy: [{ evse: { number: 'asc' } }, { number: 'asc' }],
      },
    },
    orderBy: { identity: 'asc' },
  })
  return stations.map(({ state, connectors, ...station }) => ({
    ...station,
    online: state?.online ?? false,
    lastSeenAt: state?.lastSeenAt ?? null,
    vendor: state?.vendor ?? null,
    model: state?.model ?? null,
    connectors: connectors.map((connector) => ({
      evse: connector.evse.number,
      connector: connector.number,
      status: connector.state?.status ?? 'unknown',
      maxPowerW: connector.maxPowerW,
    })),
  }))
}
