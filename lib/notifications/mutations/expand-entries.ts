import { db, type Prisma, type Transaction } from '../../db/client'
import { addEntries, type EntryFact } from '../../faults/entries'
import { hasPublicPage } from '../../public-station/has-public-page'
import { isForDrivers, namedBy, noticeOf } from '../happening-of'
import { type Happening, planDeliveries } from '../plan-deliveries'
import { findListeners } from '../queries/find-listeners'
import { isStillBroken } from '../queries/is-still-broken'
import { loadCircumstances } from '../queries/load-circumstances'
import { storeDeliveries } from './store-deliveries'

const ONE_AT_A_TIME = 4_711_022
const MOST_AT_ONCE = 200

/**
 * Turns what has happened to faults into deliveries: each entry of their stories exactly once, since its mark and its deliveries are
 * one transaction. Several workers take turns. @returns how many entries were looked at; more may wait when it is a full round
 */
export async function expandEntries(now: Date): Promise<number> {
  let looked = 0
  for (;;) {
    const count = await db().$transaction((tx) => expandSome(tx, now))
    looked += count
    if (count < MOST_AT_ONCE) return looked
  }
}

async function expandSome(tx: Transaction, now: Date): Promise<number> {
  const [turn] = await tx.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${ONE_AT_A_TIME}) AS mine`
  if (!turn?.mine) return 0
  const entries = await tx.faultEntry.findMany({
    where: { toldAt: null },
    orderBy: { id: 'asc' },
    take: MOST_AT_ONCE,
    select: { id: true, at: true, kind: true, by: true, detail: true, fault: { select: FAULT } },
  })
  if (entries.length === 0) return 0
  const names = await namesOfUsers(
    tx,
    entries.map(({ by }) => by),
  )
  const happenings: Happening[] = []
  for (const { id, at, by, kind, detail, fault } of entries) {
    const siteId = fault.siteId ?? fault.station?.siteId ?? null
    const fact = { kind, detail: detail ?? {} } as EntryFact
    const notice = noticeOf({
      at: at.toISOString(),
      byName: names.get(by) ?? null,
      fact,
      fault: noticed(fault),
      promisedAt: fault.promises[0]?.dueAt.toISOString() ?? null,
    })
    if (notice === null) continue
    const place = { ...fault, siteId, isByPerson: by.startsWith('user:') }
    const isForThem = isForDrivers(notice) && !(notice.kind === 'closed' && (await isStillBroken(tx, place)))
    const listeners = isForThem ? await findListeners(tx, place, now) : []
    happenings.push({
      entryId: String(id),
      notice,
      siteId: siteId === null ? null : String(siteId),
      isAcknowledged: fault.acknowledgedAt !== null || fault.closedAt !== null,
      byUserId: by.startsWith('user:') ? by.slice('user:'.length) : null,
      namedUserIds: namedBy(fact),
      listeners,
    })
  }
  if (happenings.length > 0) {
    const planned = planDeliveries(happenings, await loadCircumstances(tx, now))
    await storeDeliveries(tx, planned, now)
    await addEntries(tx, toldToDrivers(planned, now))
  }
  await tx.faultEntry.updateMany({ where: { id: { in: entries.map(({ id }) => id) } }, data: { toldAt: now } })
  return entries.length
}

/** By `user:12`. */
async function namesOfUsers(tx: Transaction, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = refs.flatMap((ref) => (ref.startsWith('user:') ? [BigInt(ref.slice('user:'.length))] : []))
  if (ids.length === 0) return new Map()
  const users = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } })
  return new Map(users.map(({ id, name, email }) => [`user:${id}`, name || email]))
}

const FAULT = {
  id: true,
  siteId: true,
  stationId: true,
  evseNumber: true,
  connectorNumber: true,
  code: true,
  cause: true,
  severity: true,
  isSafety: true,
  beganAt: true,
  openedAt: true,
  closedAt: true,
  acknowledgedAt: true,
  site: { select: { name: true, timeZone: true } },
  station: {
    select: {
      identity: true,
      name: true,
      siteId: true,
      hasPublicPage: true,
      site: { select: { name: true, timeZone: true, hasPublicPages: true } },
    },
  },
  promises: { where: { outcome: null }, select: { dueAt: true } },
} as const

type FaultRead = Prisma.FaultGetPayload<{ select: typeof FAULT }>

const noticed = (fault: FaultRead) => ({
  id: String(fault.id),
  siteName: (fault.site ?? fault.station?.site)?.name ?? null,
  identity: fault.station?.identity ?? null,
  stationName: fault.station?.name ?? '',
  ...(fault.station && !hasPublicPage(fault.station) && { hasPublicPage: false }),
  evse: fault.evseNumber,
  connector: fault.connectorNumber,
  code: fault.code,
  cause: fault.cause,
  severity: fault.severity,
  isSafety: fault.isSafety,
  openedAt: fault.openedAt.toISOString(),
  timeZone: (fault.site ?? fault.station?.site)?.timeZone ?? 'Europe/Stockholm',
})

/** The fault's story says how many drivers were told of what. */
function toldToDrivers(planned: ReturnType<typeof planDeliveries>, at: Date) {
  const counts = new Map<string, { readonly faultId: bigint; readonly event: string; count: number }>()
  for (const { filling, faultId } of planned) {
    if (filling.template !== 'driver' || faultId === null) continue
    const key = `${faultId} ${filling.content.kind}`
    const known = counts.get(key)
    if (known) known.count += 1
    else counts.set(key, { faultId: BigInt(faultId), event: filling.content.kind, count: 1 })
  }
  return [...counts.values()].map(({ faultId, ...detail }) => ({
    faultId,
    at,
    kind: 'told' as const,
    by: 'worker',
    detail,
  }))
}
