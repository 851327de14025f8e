import { db } from '../../db/client'
import { sameText } from '../../db/like'
import { findCause } from '../../faults/knowledge/all-causes'
import { DRIVER_WORDS } from '../../faults/knowledge/driver-words'
import type { Language } from '../../faults/knowledge/words'
import { maintenanceUntil } from '../../maintenance/window'
import { connectorsOf, type StationConnector } from '../../stations/queries/connectors-of'
import type { ConnectorStatus } from '../../stations/status'
import { chooseTariff } from '../../tariffs/choose-tariff'
import { currentVersion } from '../../tariffs/current-version'
import { describeTariff } from '../../tariffs/describe-tariff'
import { versionColumns } from '../../tariffs/queries/tariff-version'
import { readTariff } from '../../tariffs/tariff'
import { hasPublicPage } from '../has-public-page'

/** What anybody may know of a station who stands before it. Instants are ISO 8601. No person, no token, no code is in it. */
export interface PublicStation {
  readonly identity: string
  /** What people call it. */
  readonly name: string
  readonly siteName: string | null
  readonly address: string
  readonly timeZone: string
  /** False: we cannot see how it is. */
  readonly isInTouch: boolean
  readonly outlets: readonly PublicOutlet[]
  /** Open faults that drivers notice, the gravest first. */
  readonly faults: readonly PublicFault[]
  /** Somebody works on it; until null: nobody has said how long. */
  readonly maintenance: { readonly until: string | null } | null
}

export interface PublicOutlet {
  readonly evse: number
  readonly connector: number
  readonly type: string | null
  readonly maxPowerW: number | null
  readonly status: ConnectorStatus
  /** The price as a sentence; null: there is none yet. */
  readonly price: string | null
  /** Nothing starts here before somebody has paid. */
  readonly isPaidFirst: boolean
}

export interface PublicFault {
  /** 0: the whole station. */
  readonly evse: number
  readonly words: string
  readonly isSafety: boolean
  readonly since: string
  readonly promise: { readonly at: string; readonly note: string } | null
}

/** The mildest severity that drivers are told of. */
const MILDEST = 5

/**
 * An accepted station as the page beside its QR code shows it; null: there is none of this identity, or its page is not for everybody.
 * @param identity OCPP identity, compared without case
 */
export async function getPublicStation(identity: string, language: Language, now: Date): Promise<PublicStation | null> {
  const station = await db().station.findFirst({
    where: { identity: sameText(identity), registration: 'accepted' },
    select: {
      id: true,
      identity: true,
      name: true,
      tariffId: true,
      siteId: true,
      hasPublicPage: true,
      state: { select: { online: true } },
      site: {
        select: {
          name: true,
          address: true,
          postalCode: true,
          city: true,
          timeZone: true,
          tariffId: true,
          hasPublicPages: true,
          asksPaymentFirst: true,
        },
      },
    },
  })
  if (!station || !hasPublicPage(station)) return null
  const [connectors, faults, windows] = await Promise.all([
    connectorsOf([String(station.id)]),
    openFaults(station, language),
    db().maintenanceWindow.findMany({
      where: {
        OR: [{ stationId: station.id }, ...(station.siteId === null ? [] : [{ siteId: station.siteId }])],
        fromAt: { lte: now },
        AND: { OR: [{ untilAt: null }, { untilAt: { gt: now } }] },
      },
      select: { siteId: true, stationId: true, fromAt: true, untilAt: true },
    }),
  ])
  const { site } = station
  const until = maintenanceUntil(windows, station, now.getTime())
  const outlets = connectors.get(String(station.id)) ?? []
  const prices = await pricesOf(outlets, { station: station.tariffId, site: site?.tariffId ?? null }, language)
  return {
    identity: station.identity,
    name: station.name || station.identity,
    siteName: site?.name ?? null,
    address: [site?.address, [site?.postalCode, site?.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    timeZone: site?.timeZone ?? 'Europe/Stockholm',
    isInTouch: station.state?.online ?? false,
    outlets: outlets.map(({ live, type, maxPowerW }, index) => ({
      evse: live.evse,
      connector: live.connector,
      type,
      maxPowerW,
      status: live.status,
      price: prices[index]?.words ?? null,
      isPaidFirst: site?.asksPaymentFirst === true || prices[index]?.asksPaymentFirst === true,
    })),
    faults,
    maintenance: until === null ? null : { until: Number.isFinite(until) ? new Date(until).toISOString() : null },
  }
}

async function openFaults(
  { id, siteId }: { readonly id: bigint; readonly siteId: bigint | null },
  language: Language,
): Promise<PublicFault[]> {
  const rows = await db().fault.findMany({
    where: {
      closedAt: null,
      severity: { lte: MILDEST },
      source: { not: 'security' },
      OR: [{ stationId: id }, ...(siteId === null ? [] : [{ stationId: null, siteId }])],
    },
    select: {
      evseNumber: true,
      cause: true,
      isSafety: true,
      beganAt: true,
      promises: { where: { outcome: null }, select: { dueAt: true, note: true } },
    },
    orderBy: [{ severity: 'asc' }, { id: 'asc' }],
    take: 50,
  })
  const seen = new Set<string>()
  return rows.flatMap(({ evseNumber, cause, isSafety, beganAt, promises: [promise] }) => {
    const { driver } = findCause(cause)
    // What drivers do not notice is nothing for them; what reads the same is said once.
    if (driver === 'none' || seen.has(`${evseNumber} ${driver}`)) return []
    seen.add(`${evseNumber} ${driver}`)
    return {
      evse: evseNumber,
      words: DRIVER_WORDS[driver][language],
      isSafety,
      since: beganAt.toISOString(),
      promise: promise ? { at: promise.dueAt.toISOString(), note: promise.note } : null,
    }
  })
}

/** The price of each outlet, by the nearest tariff's version in effect. */
async function pricesOf(
  outlets: readonly StationConnector[],
  places: { readonly station: bigint | null; readonly site: bigint | null },
  language: Language,
): Promise<({ words: string | null; asksPaymentFirst: boolean } | null)[]> {
  const fallback = await db().tariff.findFirst({ where: { isDefault: true }, select: { id: true } })
  const chosen = outlets.map(({ tariffId }) =>
    chooseTariff({ connector: tariffId, ...places, fallback: fallback?.id ?? null }),
  )
  const ids = [...new Set(chosen.flatMap((one) => (one ? [one.tariffId] : [])))]
  const tariffs = await db().tariff.findMany({
    where: { id: { in: ids } },
    select: { id: true, asksPaymentFirst: true, versions: { select: versionColumns } },
  })
  const sentences = new Map(
    tariffs.map(({ id, asksPaymentFirst, versions }) => {
      const version = currentVersion(versions, new Date())
      const terms = version && readTariff(version)
      return [id, { words: terms ? describeTariff(terms, language) : null, asksPaymentFirst }] as const
    }),
  )
  return chosen.map((one) => (one ? (sentences.get(one.tariffId) ?? null) : null))
}
