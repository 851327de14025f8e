import { describe, expect, it } from 'vitest'
import { listBatterySwaps } from '../battery-swaps/queries'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation, aTariffVersion } from '../db/testing/fixtures'
import { recordDerControls } from '../der-controls/mutations/record-der-controls'
import { listDerControls } from '../der-controls/queries'
import { recordSettlements } from '../settlements/mutations/record-settlements'
import { listSettlements } from '../settlements/queries'
import { keepDefaultTariff } from '../tariffs/mutations/station-tariffs'
import { listStationTariffs } from '../tariffs/queries/list-station-tariffs'
import { forgetOldStreamValues } from './mutations/forget-old-stream-values'
import { recordStreamValues } from './mutations/record-stream-values'
import { recordStreams } from './mutations/record-streams'
import { listStreams, listStreamValues } from './queries'

const operator = anActor('operator')
const at = new Date('2026-11-20T08:00:00Z')

describe('what a 2.1 station holds and tells', () => {
  it('streams: one opened again is a new one, changes keep it, values come newest first', async () => {
    const { id: stationId, identity } = await aStation()
    const stream = { stationId, streamId: 4, monitorId: 70, intervalSeconds: 60, valueCount: 10, isOpen: true, at }
    const later = new Date(at.getTime() + 60_000)
    const adjusted = { ...stream, monitorId: null, intervalSeconds: 30, valueCount: null }
    const closed = { ...stream, monitorId: null, isOpen: false, at: later }
    await recordStreams.write(pool(), [stream, adjusted, closed])
    expect(await listStreams(operator, identity)).toMatchObject([
      { intervalSeconds: 30, valueCount: 10, openedAt: at, closedAt: later },
    ])
    await recordStreams.write(pool(), [{ ...stream, at: later }])
    expect(await listStreams(operator, identity)).toMatchObject([{ openedAt: later, closedAt: null }])
    const values = [
      { at, value: '1' },
      { at: later, value: 'a "quoted", {odd} \\ one' },
    ]
    await recordStreamValues.write(pool(), [{ stationId, streamId: 4, values }])
    expect(await listStreamValues(operator, identity, 4)).toEqual([...values].reverse())
    expect(await listStreamValues(operator, identity, 5)).toEqual([])
  })

  it('settlements: a batch that says one twice keeps the first, each status by itself', async () => {
    const { id: stationId, identity } = await aStation()
    const said = {
      stationId,
      transactionId: null,
      pspReference: 'psp-1',
      status: 'Canceled',
      amount: '10.5000',
      settledAt: at,
      receiptId: null,
      receiptUrl: null,
      vatNumber: null,
      vatCompany: null,
      receivedAt: at,
    }
    const ids = await recordSettlements.write(pool(), [said, { ...said, amount: '99' }, { ...said, status: 'Settled' }])
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
    const listed = await listSettlements(operator, identity)
    expect(listed.map(({ status, amount }) => [status, amount]).sort()).toEqual([
      ['Canceled', '10.5'],
      ['Settled', '10.5'],
    ])
  })

  it('controls: the last word of a batch holds', async () => {
    const { id: stationId, identity } = await aStation()
    const said = {
      stationId,
      controlId: 'a',
      controlType: 'VoltVar',
      isDefault: true,
      isSuperseded: false,
      startAt: null,
      durationSeconds: null,
      setting: { priority: 1 },
      seenAt: at,
    }
    await recordDerControls.write(pool(), [said, { ...said, isSuperseded: true, setting: { priority: 2 } }])
    expect(await listDerControls(operator, identity)).toMatchObject([
      { controlId: 'a', isSuperseded: true, setting: { priority: 2 } },
    ])
  })

  it('values of streams go after as long as messages do', async () => {
    const { id: stationId, identity } = await aStation()
    const now = new Date()
    const values = [61, 59].map((days) => ({ at: new Date(now.getTime() - days * 86_400_000), value: String(days) }))
    await recordStreamValues.write(pool(), [{ stationId, streamId: 1, values }])
    await forgetOldStreamValues(now, 60)
    expect(await listStreamValues(operator, identity, 1)).toMatchObject([{ value: '59' }])
  })

  it('tariffs: one for all EVSEs takes the place of each one’s own', async () => {
    const { id: stationId, identity } = await aStation()
    const version = await aTariffVersion([{ components: [{ dimension: 'energy', price: '1' }] }])
    const held = { stationId, kind: 'default' as const, tariffVersionId: version.id, at }
    await keepDefaultTariff({ ...held, evseNumber: 1, tariffKey: 'own' })
    await keepDefaultTariff({ ...held, evseNumber: 2, tariffKey: 'own' })
    await keepDefaultTariff({ ...held, evseNumber: 2, tariffKey: 'other', tariffVersionId: null })
    expect((await listStationTariffs(operator, identity)).map(({ evse, tariffKey }) => [evse, tariffKey])).toEqual([
      [1, 'own'],
      [2, 'other'],
    ])
    await keepDefaultTariff({ ...held, evseNumber: 0, tariffKey: 'all' })
    expect(await listStationTariffs(operator, identity)).toMatchObject([
      { evse: 0, tariffKey: 'all', tariff: { id: version.tariffId, version: 1 } },
    ])
  })

  it('is not for those who do not know the station, and gives no token away', async () => {
    const site = await aSite()
    const { id: stationId, identity } = await aStation({ siteId: site.id })
    const other = await aSite()
    const stranger = anActor('technician', { siteIds: [other.id] })
    await expect(listStreams(stranger, identity)).rejects.toMatchObject({ code: 'not-found' })
    await expect(listSettlements(anActor('viewer'), identity)).rejects.toMatchObject({ code: 'forbidden' })
    const swap = {
      stationId,
      requestId: 1,
      eventType: 'BatteryIn',
      tokenValue: 'DEADBEEF01',
      batteries: [],
      receivedAt: at,
    }
    await db().batterySwap.create({ data: swap })
    const [shown] = await listBatterySwaps(operator, identity)
    expect(shown!.token).not.toContain('DEADBEEF')
  })
})
