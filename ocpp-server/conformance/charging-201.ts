import { expect, vi } from 'vitest'
import { db } from '../../lib/db/client'
import { aTariffVersion, aToken } from '../../lib/db/testing/fixtures'
import type { OcppVersion } from '../../lib/ocpp-schemas/official'
import { type Meeting, meet } from './meet'
import type { Payload, StrictStation } from './strict-station'

/** A station where a kilowatt-hour costs 4, with a driver whose card is good. */
export interface Charging extends Meeting {
  /** The card as it is said in OCPP 2.x. */
  readonly card: IdToken
  readonly tokenId: bigint
  /** A transaction of its own on EVSE 1, whose events are numbered as they are said. */
  transaction(over?: TransactionOptions): Transaction
}

export interface IdToken {
  readonly idToken: string
  readonly type: string
}

interface TransactionOptions {
  readonly station?: StrictStation
  readonly id?: string
  readonly evse?: number
  readonly firstSeqNo?: number
}

interface Said {
  /** Minutes after the transaction's beginning. */
  readonly at?: number
  readonly state?: 'EVConnected' | 'Charging' | 'SuspendedEV' | 'SuspendedEVSE' | 'Idle'
  readonly token?: IdToken
  readonly reason?: string
  /** The meter's register. */
  readonly wh?: number
  readonly context?: string
  readonly remoteStartId?: number
  /** Without the EVSE: most events after the first. */
  readonly isPlaced?: boolean
  readonly offline?: boolean
  readonly seqNo?: number
  readonly more?: Payload
}

export interface Transaction {
  readonly id: string
  started(trigger: string, said?: Said): Promise<Payload>
  updated(trigger: string, said?: Said): Promise<Payload>
  ended(trigger: string, said?: Said): Promise<Payload>
  /** The event without saying it: for stations that say it later. */
  event(type: 'Started' | 'Updated' | 'Ended', trigger: string, said?: Said): Payload
  /** As it is stored. */
  row(): Promise<SessionRow>
  instant(minutes: number): string
}

const include = {
  priced: true,
  phases: { orderBy: { at: 'asc' as const } },
  events: { orderBy: { seqNo: 'asc' as const } },
  reviews: { where: { resolvedAt: null } },
  token: true,
}
const rowOf = (stationId: bigint, id: string) =>
  db().session.findFirstOrThrow({ where: { stationId, ocppTransactionId: id }, include })
export type SessionRow = Awaited<ReturnType<typeof rowOf>>

/** Began an hour ago: no time is in the future. */
const AGO_MINUTES = 60
let made = 0

export async function charging(version: OcppVersion = 'ocpp2.0.1', evses = 2): Promise<Charging> {
  const meeting = await meet(version, { evses })
  const { tariffId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '4' }] }])
  await db().station.update({ where: { id: meeting.stationId }, data: { tariffId } })
  const token = await aToken()
  return {
    ...meeting,
    card: { idToken: token.value, type: 'ISO14443' },
    tokenId: token.id,
    transaction: (over = {}) => aTransaction(meeting, over),
  }
}

function aTransaction(meeting: Meeting, options: TransactionOptions): Transaction {
  const { station = meeting.station, evse = 1, firstSeqNo = 0 } = options
  made += 1
  const id = options.id ?? `tx-${made}`
  const began = Date.now() - AGO_MINUTES * 60_000
  const instant = (minutes: number) => new Date(began + minutes * 60_000).toISOString()
  let next = firstSeqNo

  function event(type: 'Started' | 'Updated' | 'Ended', trigger: string, said: Said = {}): Payload {
    const { at = 0, state, token, reason, wh, remoteStartId, isPlaced = type === 'Started', more = {} } = said
    const seqNo = said.seqNo ?? next
    next = Math.max(next, seqNo) + 1
    return {
      eventType: type,
      timestamp: instant(at),
      triggerReason: trigger,
      seqNo,
      transactionInfo: {
        transactionId: id,
        ...(state && { chargingState: state }),
        ...(reason && { stoppedReason: reason }),
        ...(remoteStartId !== undefined && { remoteStartId }),
      },
      ...(said.offline && { offline: true }),
      ...(isPlaced && { evse: { id: evse, connectorId: 1 } }),
      ...(token && { idToken: token }),
      ...(wh !== undefined && { meterValue: [meterValue(instant(at), wh, said.context ?? CONTEXTS[type])] }),
      ...more,
    }
  }
  const says = (type: 'Started' | 'Updated' | 'Ended') => (trigger: string, said?: Said) =>
    station.says('TransactionEvent', event(type, trigger, said))
  return {
    id,
    started: says('Started'),
    updated: says('Updated'),
    ended: says('Ended'),
    event,
    row: () => rowOf(meeting.stationId, id),
    instant,
  }
}

const CONTEXTS = { Started: 'Transaction.Begin', Updated: 'Sample.Periodic', Ended: 'Transaction.End' } as const

export const meterValue = (
  timestamp: string,
  wh: number,
  context = 'Sample.Periodic',
  over: Payload = {},
): Payload => ({
  timestamp,
  sampledValue: [
    {
      value: wh,
      context,
      measurand: 'Energy.Active.Import.Register',
      location: 'Outlet',
      unitOfMeasure: { unit: 'Wh' },
      ...over,
    },
  ],
})

export const ACCEPTED = { idTokenInfo: { status: 'Accepted' } }

/** StatusNotification as 2.0.1 says it. */
export const status = (connectorStatus: string, evseId = 1) => ({
  timestamp: new Date().toISOString(),
  connectorStatus,
  evseId,
  connectorId: 1,
})

export const states = (row: SessionRow): string[] => row.phases.map(({ state }) => state)
export const flags = (row: SessionRow): string[] => row.reviews.map(({ flag }) => flag)

/** What has become of it, eventually: for what follows from answers of the station's own. */
export const becomes = (transaction: Transaction, what: object) =>
  vi.waitFor(async () => expect(await transaction.row()).toMatchObject(what), { timeout: 5_000 })

/** The connector's status as stored: what the station said, whatever the session makes of it on a screen. */
export const connectorStatus = async (stationId: bigint, evse = 1) =>
  (
    await db().connectorState.findFirstOrThrow({
      where: { connector: { stationId, evse: { number: evse } } },
      select: { status: true },
    })
  ).status
