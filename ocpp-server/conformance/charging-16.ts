import { db } from '../../lib/db/client'
import { aTariffVersion, aToken } from '../../lib/db/testing/fixtures'
import { inMinutes, type Meeting, meet } from './meet'
import type { Payload, StrictStation } from './strict-station'

/** A station where a kilowatt-hour costs 4, with a driver whose card is good. */
export interface Charging16 extends Meeting {
  readonly idTag: string
  readonly tokenId: bigint
  /** What the driver does at connector 1, as the station says it. */
  readonly driver: Driver
}

export interface Driver {
  /** A status of connector 1. */
  is(status: string, errorCode?: string): Promise<Payload>
  authorises(idTag?: string): Promise<Payload>
  /** @param minutes from now (negative: ago) */
  starts(said?: {
    idTag?: string
    minutes?: number
    wh?: number
  }): Promise<{ transactionId: number; idTagInfo: Payload }>
  meters(transactionId: number, wh: number, minutes?: number): Promise<Payload>
  stops(
    transactionId: number,
    said?: { idTag?: string; minutes?: number; wh?: number; reason?: string },
  ): Promise<Payload>
  /** The same driver before the station's new socket. */
  before(station: StrictStation): Driver
}

export async function charging16(): Promise<Charging16> {
  const meeting = await meet('ocpp1.6')
  const { tariffId } = await aTariffVersion([{ components: [{ dimension: 'energy', price: '4' }] }])
  await db().station.update({ where: { id: meeting.stationId }, data: { tariffId } })
  const { id: tokenId, value: idTag } = await aToken()
  return { ...meeting, idTag, tokenId, driver: aDriver(meeting.station, idTag) }
}

function aDriver(station: StrictStation, own: string): Driver {
  return {
    is: (status, errorCode = 'NoError') =>
      station.says('StatusNotification', { connectorId: 1, status, errorCode, timestamp: inMinutes(0) }),
    authorises: (idTag = own) => station.says('Authorize', { idTag }),
    starts: ({ idTag = own, minutes = -30, wh = 1000 } = {}) =>
      station.says('StartTransaction', { connectorId: 1, idTag, meterStart: wh, timestamp: inMinutes(minutes) }),
    meters: (transactionId, wh, minutes = -15) =>
      station.says('MeterValues', {
        connectorId: 1,
        transactionId,
        meterValue: [
          {
            timestamp: inMinutes(minutes),
            sampledValue: [
              { value: String(wh), context: 'Sample.Periodic', measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
            ],
          },
        ],
      }),
    stops: (transactionId, { idTag, minutes = 0, wh = 6000, reason } = {}) =>
      station.says('StopTransaction', {
        transactionId,
        meterStop: wh,
        timestamp: inMinutes(minutes),
        ...(idTag !== undefined && { idTag }),
        ...(reason !== undefined && { reason }),
      }),
    before: (other) => aDriver(other, own),
  }
}

export const sessionsOf = (stationId: bigint) =>
  db().session.findMany({
    where: { stationId },
    include: { priced: true, reviews: { where: { resolvedAt: null } } },
    orderBy: { id: 'asc' },
  })

/** The station's one session. */
export async function theSession(stationId: bigint) {
  const [session, ...more] = await sessionsOf(stationId)
  if (session === undefined || more.length > 0) throw new Error(`${more.length + (session ? 1 : 0)} sessions`)
  return session
}
