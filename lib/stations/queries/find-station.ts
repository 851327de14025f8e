import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db, type Prisma } from '../../db/client'
import { notFound } from '../../kernel/errors'
import type { LiveStation } from '../../live/events'
import { hasPublicPage } from '../../public-station/has-public-page'
import type { ConnectorStatus } from '../status'
import { connectorsOf } from './connectors-of'
import { energyToday } from './energy-today'
import type { StationRow } from './list-stations'

const inScope = (actor: Actor) => {
  const siteIds = sitesInScope(actor)
  return siteIds === null ? {} : { siteId: { in: [...siteIds] } }
}
const whole = {
  state: true,
  site: true,
  tariff: { select: { id: true, name: true } },
} satisfies Prisma.StationInclude
// Prisma compares without case by ILIKE: its wildcards must stand for themselves.
export const named = (identity: string) => ({
  identity: { equals: identity.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const },
})

export interface StationKey {
  readonly key: bigint
  /** As it is spelled in the database; the identity asked for is compared without case. */
  readonly identity: string
  readonly registration: LiveStation['registration']
  readonly siteId: bigint | null
}

/** A station's inside key. @throws DomainError not-found, also for a station outside the actor's scope */
export async function getStationKey(actor: Actor, identity: string): Promise<StationKey> {
  requireAct(actor, 'stations.read')
  const found = await db().station.findFirst({
    where: { AND: [inScope(actor), named(identity)] },
    select: { id: true, identity: true, registration: true, siteId: true },
  })
  if (!found) throw notFound('station', identity)
  return {
    key: found.id,
    identity: found.identity,
    registration: found.registration as LiveStation['registration'],
    siteId: found.siteId,
  }
}

/** Everything about one station. */
export interface Station extends StationRow {
  readonly note: string
  readonly hasPassword: boolean
  readonly allowWithoutPassword: boolean
  readonly allowWithoutProtocol: boolean
  /** The least it must connect with: 0 … 3. */
  readonly securityProfile: number
  readonly autocharge: boolean
  readonly clockZone: string
  /** As set for itself; null: as its site. */
  readonly hasPublicPage: boolean | null
  /** Whether drivers find one. */
  readonly isPublic: boolean
  readonly timeZone: string
  readonly address: string
  readonly remoteAddress: string | null
  readonly serialNumber: string | null
  readonly bootedAt: Date | null
  readonly bootReason: string | null
  readonly firmwareStatus: string | null
  readonly logStatus: string | null
}

/** Null when there is no such station in the actor's scope. */
export async function findStation(actor: Actor, identity: string): Promise<Station | null> {
  requireAct(actor, 'stations.read')
  const found = await db().station.findFirst({
    where: { AND: [inScope(actor), named(identity)] },
    include: whole,
  })
  if (!found) return null
  const key = String(found.id)
  const [connectors, today] = await Promise.all([connectorsOf([key]), energyToday([key])])
  return toStation(found, connectors.get(key) ?? [], today.get(key) ?? 0)
}

/** @throws DomainError not-found, also for a station outside the actor's scope */
export async function getStation(actor: Actor, identity: string): Promise<Station> {
  const station = await findStation(actor, identity)
  if (!station) throw notFound('station', identity)
  return station
}

type Found = Prisma.StationGetPayload<{ include: typeof whole }>

function toStation(found: Found, connectors: StationRow['connectors'], todayWh: number): Station {
  const { state, site } = found
  const powers = connectors.flatMap((connector) => connector.maxPowerW ?? [])
  return {
    key: found.id,
    station: {
      id: found.identity,
      registration: found.registration as LiveStation['registration'],
      online: state?.online ?? false,
      lastSeenAt: state?.lastSeenAt?.toISOString() ?? null,
      protocol: state?.protocol ?? null,
      vendor: state?.vendor ?? null,
      model: state?.model ?? null,
      firmware: state?.firmware ?? null,
      status: (state?.status ?? 'unknown') as ConnectorStatus,
      errorCode: state?.errorCode ?? null,
      connectors: connectors.map(({ live }) => live),
    },
    connectors,
    name: found.name,
    site: site && { id: site.id, name: site.name, city: site.city },
    latitude: site?.latitude ?? null,
    longitude: site?.longitude ?? null,
    siteFuseA: site?.fuseA ?? null,
    tariff: found.tariff,
    createdAt: found.createdAt,
    connectedAt: state?.connectedAt ?? null,
    disconnectedAt: state?.disconnectedAt ?? null,
    maxPowerW: powers.length === 0 ? null : powers.reduce((sum, power) => sum + power, 0),
    todayWh,
    note: found.note,
    hasPassword: found.passwordHash !== null,
    allowWithoutPassword: found.allowWithoutPassword,
    allowWithoutProtocol: found.allowWithoutProtocol,
    securityProfile: found.securityProfile,
    autocharge: found.autocharge,
    clockZone: found.clockZone,
    hasPublicPage: found.hasPublicPage,
    isPublic: hasPublicPage(found),
    timeZone: site?.timeZone ?? 'Europe/Stockholm',
    address: site
      ? [site.address, [site.postalCode, site.city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
      : '',
    remoteAddress: state?.remoteAddress ?? null,
    serialNumber: state?.serialNumber ?? null,
    bootedAt: state?.bootedAt ?? null,
    bootReason: state?.bootReason ?? null,
    firmwareStatus: state?.firmwareStatus ?? null,
    logStatus: state?.logStatus ?? null,
  }
}
