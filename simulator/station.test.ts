import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OcppVersion } from '../ocpp-server/wire/ocpp-error'
import { createRandom, type Random } from './random'
import { VirtualStation } from './station'
import { aStationSpec, aVisit } from './testing/a-station-spec'
import { type Heard, type PlainBackend, startPlainBackend } from './testing/plain-backend'

let backend: PlainBackend
let station: VirtualStation

function begin(version: OcppVersion, random: Random = createRandom(1)): VirtualStation {
  const quick = { meterEveryMs: [20, 40], handlingMs: [5, 15] } as const
  station = new VirtualStation({ url: backend.url, spec: aStationSpec(version), random, ...quick })
  station.start()
  return station
}
const actions = () => backend.heard.map(({ action }) => action)
const command = (action: string, payload: object) => backend.peers.get('SIM-1')!.call(action, payload)

beforeEach(async () => {
  backend = await startPlainBackend()
})
afterEach(async () => {
  station?.stop()
  await backend.close()
  expect(backend.heard.filter(({ fault }) => fault !== null)).toEqual([])
})

describe('OCPP 1.6', () => {
  it('boots with its password and tells every status', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    expect(actions().slice(0, 4)).toEqual([
      'BootNotification',
      'StatusNotification',
      'StatusNotification',
      'StatusNotification',
    ])
    const basic = `Basic ${Buffer.from('SIM-1:password-of-SIM').toString('base64')}`
    expect(backend.authorizations.get('SIM-1')).toBe(basic)
  })

  it('waits while the back end says Pending', async () => {
    backend.answerWith('BootNotification', () => ({ status: 'Pending', currentTime: 'x', interval: 10 }))
    begin('ocpp1.6')
    await backend.wait(({ action }) => action === 'BootNotification')
    await backend.peers.get('SIM-1')!.call('GetConfiguration', {})
    expect(actions()).toEqual(['BootNotification'])
  })

  it('charges from card to unplugging', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    expect(station.plugIn(1, aVisit)).toBe(true)
    expect(station.plugIn(1, aVisit)).toBe(false)
    await backend.wait(({ action }) => action === 'MeterValues')
    const connector = station.connector(1)!
    station.endSession(connector, 'local')
    await backend.wait(({ action }) => action === 'StopTransaction')
    await expect.poll(() => backend.heard.at(-1)?.payload.status).toBe('Available')
    const told = backend.heard.slice(4)
    expect(told.flatMap(({ payload }) => payload.status ?? [])).toEqual([
      'Preparing',
      'Charging',
      'Finishing',
      'Available',
    ])
    // Session messages keep their order; a status may overtake them.
    const story = told.map(({ action }) => action).filter((action) => action !== 'StatusNotification')
    expect([...new Set(story)]).toEqual(['Authorize', 'StartTransaction', 'MeterValues', 'StopTransaction'])
    const start = backend.heard.find(({ action }) => action === 'StartTransaction')!.payload
    expect(start).toMatchObject({ connectorId: 1, idTag: 'TAG001', meterStart: 1000 })
  })

  it('leaves a refused card without charging', async () => {
    backend.answerWith('Authorize', () => ({ idTagInfo: { status: 'Blocked' } }))
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    station.plugIn(1, aVisit)
    await backend.wait(({ payload }) => payload.status === 'Preparing')
    await expect.poll(() => station.connector(1)!.isFree).toBe(true)
    expect(actions()).not.toContain('StartTransaction')
  })

  it('keeps session messages while offline and sends them in order', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    station.link.drop(150)
    await expect.poll(() => station.link.isOpen).toBe(false)
    station.plugIn(1, aVisit)
    await expect.poll(() => station.link.queued).toBeGreaterThan(1)
    station.endSession(station.connector(1)!, 'local')
    const stop = await backend.wait(({ action }) => action === 'StopTransaction')
    const told = actions().filter((action) => action.endsWith('Transaction') || action === 'MeterValues')
    expect(told[0]).toBe('StartTransaction')
    expect(told.at(-1)).toBe('StopTransaction')
    expect(Number(stop.payload.transactionId)).toBeGreaterThan(0)
    expect(actions().filter((action) => action === 'BootNotification')).toHaveLength(1)
  })

  it('obeys commands', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    expect(await command('RemoteStartTransaction', { connectorId: 1, idTag: 'APP7' })).toEqual({ status: 'Accepted' })
    await backend.wait(({ action, payload }) => action === 'StartTransaction' && payload.idTag === 'APP7')
    await backend.wait(({ action }) => action === 'MeterValues')
    const { transactionId } = station.connector(1)!.session!
    expect(await command('RemoteStopTransaction', { transactionId: 99_999 })).toEqual({ status: 'Rejected' })
    expect(await command('RemoteStopTransaction', { transactionId })).toEqual({ status: 'Accepted' })
    const stop = await backend.wait(({ action }) => action === 'StopTransaction')
    expect(stop.payload).toMatchObject({ transactionId, reason: 'Remote' })
    expect(await command('GetConfiguration', { key: ['heartbeatinterval', 'Nope'] })).toEqual({
      configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }],
      unknownKey: ['Nope'],
    })
    const change = (key: string, value: string) => command('ChangeConfiguration', { key, value })
    expect(await change('HeartbeatInterval', '60')).toEqual({ status: 'Accepted' })
    expect(await change('HeartbeatInterval', 'often')).toEqual({ status: 'Rejected' })
    expect(await change('NumberOfConnectors', '9')).toEqual({ status: 'Rejected' })
    expect(await change('Nope', '1')).toEqual({ status: 'NotSupported' })
    expect(await command('ChangeAvailability', { connectorId: 2, type: 'Inoperative' })).toEqual({ status: 'Accepted' })
    await backend.wait(({ payload }) => payload.connectorId === 2 && payload.status === 'Unavailable')
    expect(await command('TriggerMessage', { requestedMessage: 'Heartbeat' })).toEqual({ status: 'Accepted' })
    await backend.wait(({ action }) => action === 'Heartbeat')
    await expect(command('SendChargingPoetry', {})).rejects.toMatchObject({ code: 'NotImplemented' })
  })

  it('keeps a local list by version, and takes no more than it says', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    const send = (listVersion: number, updateType: string, tags: readonly string[]) =>
      command('SendLocalList', {
        listVersion,
        updateType,
        localAuthorizationList: tags.map((idTag) => ({ idTag, idTagInfo: { status: 'Accepted' } })),
      })
    expect(await command('GetLocalListVersion', {})).toEqual({ listVersion: 0 })
    expect(await send(1, 'Full', ['A', 'B'])).toEqual({ status: 'Accepted' })
    expect(await send(1, 'Differential', ['C'])).toEqual({ status: 'VersionMismatch' })
    const tooMany = Array.from({ length: 26 }, (_, index) => `T${index}`)
    expect(await send(2, 'Differential', tooMany)).toEqual({ status: 'Failed' })
    expect(await command('GetLocalListVersion', {})).toEqual({ listVersion: 1 })
  })

  it('comes back after a reset and boots', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    expect(await command('Reset', { type: 'Hard' })).toEqual({ status: 'Accepted' })
    await expect
      .poll(() => actions().filter((action) => action === 'BootNotification').length, { timeout: 3000 })
      .toBe(2)
  })

  it('tells a fault with its codes, and when it is gone', async () => {
    begin('ocpp1.6')
    await backend.wait(({ payload }) => payload.connectorId === 2)
    const connector = station.connector(1)!
    station.fail(connector, { code: 'GroundFailure', vendorCode: 'E-031', info: 'RCD' })
    const told = await backend.wait(({ payload }) => payload.status === 'Faulted')
    expect(told.payload).toMatchObject({ errorCode: 'GroundFailure', vendorErrorCode: 'E-031', info: 'RCD' })
    const before = backend.heard.length
    station.clearFault(connector)
    await expect.poll(() => backend.heard[before]?.payload).toMatchObject({ status: 'Available', errorCode: 'NoError' })
  })
})

describe('a restart from afar', () => {
  const lucky: Random = { ...createRandom(1), fork: () => lucky, chance: () => true }
  const fail = (code: string) => station.fail(station.connector(1)!, { code, vendorCode: '', info: '' })
  const statuses = () =>
    backend.heard.filter(({ payload }) => payload.connectorId === 1).map(({ payload }) => payload.status)

  it('may end what has hung, and tells so when it is back', async () => {
    begin('ocpp1.6', lucky)
    await backend.wait(({ payload }) => payload.connectorId === 2)
    fail('InternalError')
    await backend.wait(({ payload }) => payload.status === 'Faulted')
    await command('Reset', { type: 'Hard' })
    await expect.poll(statuses, { timeout: 3000 }).toEqual(['Available', 'Faulted', 'Available'])
  })

  it('ends nothing that is broken', async () => {
    begin('ocpp1.6', { ...lucky, fork: () => ({ ...lucky, chance: (odds) => odds > 0 }) })
    await backend.wait(({ payload }) => payload.connectorId === 2)
    fail('PowerSwitchFailure')
    await backend.wait(({ payload }) => payload.status === 'Faulted')
    await command('Reset', { type: 'Hard' })
    await expect.poll(statuses, { timeout: 3000 }).toEqual(['Available', 'Faulted', 'Faulted'])
  })

  it('an unlock may free a lock', async () => {
    begin('ocpp1.6', lucky)
    await backend.wait(({ payload }) => payload.connectorId === 2)
    fail('ConnectorLockFailure')
    await backend.wait(({ payload }) => payload.status === 'Faulted')
    await command('UnlockConnector', { connectorId: 1 })
    await expect.poll(statuses, { timeout: 3000 }).toEqual(['Available', 'Faulted', 'Available'])
  })
})

describe('OCPP 2.0.1', () => {
  const isReady = () => backend.wait(({ payload }) => payload.evseId === 2)
  const events = () => backend.heard.filter(({ action }) => action === 'TransactionEvent').map(({ payload }) => payload)

  it('charges as one transaction with rising sequence numbers', async () => {
    begin('ocpp2.0.1')
    await isReady()
    station.plugIn(2, aVisit)
    await expect.poll(() => events().length).toBeGreaterThan(2)
    station.endSession(station.connector(2)!, 'local')
    await backend.wait(({ payload }) => payload.eventType === 'Ended')
    const told = events()
    expect(told.map(({ seqNo }) => seqNo)).toEqual(told.map((_, at) => at))
    expect(told[0]).toMatchObject({ eventType: 'Started', idToken: { idToken: 'TAG001' }, evse: { id: 2 } })
    expect(told.at(-1)).toMatchObject({ eventType: 'Ended', transactionInfo: { stoppedReason: 'Local' } })
  })

  it('marks what happened offline', async () => {
    begin('ocpp2.0.1')
    await isReady()
    station.link.drop(100)
    await expect.poll(() => station.link.isOpen).toBe(false)
    station.plugIn(2, aVisit)
    const started = await backend.wait(({ payload }) => payload.eventType === 'Started')
    expect(started.payload).toMatchObject({ offline: true, seqNo: 0 })
  })

  it('obeys commands', async () => {
    begin('ocpp2.0.1')
    await isReady()
    const idToken = { idToken: 'APP7', type: 'Central' }
    const start = { evseId: 1, remoteStartId: 5, idToken }
    expect(await command('RequestStartTransaction', start)).toEqual({ status: 'Accepted' })
    const started = await backend.wait(({ payload }) => payload.eventType === 'Started')
    expect(started.payload).toMatchObject({ triggerReason: 'RemoteStart', transactionInfo: { remoteStartId: 5 } })
    const { transactionId } = started.payload.transactionInfo as { transactionId: string }
    expect(await command('RequestStopTransaction', { transactionId })).toEqual({ status: 'Accepted' })
    const ended = await backend.wait(({ payload }) => payload.eventType === 'Ended')
    expect(ended.payload).toMatchObject({ triggerReason: 'RemoteStop', transactionInfo: { transactionId } })

    const component = { name: 'OCPPCommCtrlr' }
    const variable = { name: 'HeartbeatInterval' }
    const setVariableData = [{ component, variable, attributeValue: '60' }]
    expect(await command('SetVariables', { setVariableData })).toEqual({
      setVariableResult: [{ attributeStatus: 'Accepted', component, variable }],
    })
    expect(await command('GetVariables', { getVariableData: [{ component, variable }] })).toEqual({
      getVariableResult: [{ attributeStatus: 'Accepted', attributeValue: '60', component, variable }],
    })
    const report = { requestId: 9, reportBase: 'FullInventory' }
    expect(await command('GetBaseReport', report)).toEqual({ status: 'Accepted' })
    await backend.wait(({ action, payload }) => action === 'NotifyReport' && payload.tbc === false)
    const parts = backend.heard.filter(({ action }) => action === 'NotifyReport')
    expect(parts.map(({ payload }) => payload.seqNo)).toEqual(parts.map((_, at) => at))
  })

  it('tells what it watches, and takes monitors on', async () => {
    begin('ocpp2.0.1')
    await isReady()
    const place = { component: { name: 'EVSE', evse: { id: 1 } }, variable: { name: 'Power' } }
    const monitor = { type: 'UpperThreshold', value: 20_000, severity: 5, transaction: false }
    const { setMonitoringResult } = (await command('SetVariableMonitoring', {
      setMonitoringData: [{ ...place, ...monitor }],
    })) as { setMonitoringResult: readonly { id: number }[] }
    const [set] = setMonitoringResult
    expect(set).toMatchObject({ ...place, status: 'Accepted', id: expect.any(Number) })
    expect(await command('GetMonitoringReport', { requestId: 11 })).toEqual({ status: 'Accepted' })
    const { payload } = await backend.wait(({ action }) => action === 'NotifyMonitoringReport')
    expect(payload).toMatchObject({ requestId: 11, tbc: false })
    expect(payload.monitor).toContainEqual({ ...place, variableMonitoring: [{ ...monitor, id: set!.id }] })
    expect(await command('ClearVariableMonitoring', { id: [1, set!.id, 99] })).toEqual({
      clearMonitoringResult: [
        { id: 1, status: 'Rejected' },
        { id: set!.id, status: 'Accepted' },
        { id: 99, status: 'NotFound' },
      ],
    })
  })

  it('tells a fault by status and event', async () => {
    begin('ocpp2.0.1')
    await isReady()
    station.fail(station.connector(1)!, { code: 'HighTemperature', vendorCode: 'T-202', info: 'Hot' })
    await backend.wait(({ action }) => action === 'NotifyEvent')
    await backend.wait(({ payload }) => payload.connectorStatus === 'Faulted')
  })
})

describe('OCPP 2.1', () => {
  const state = (word: string) => (heard: Heard) =>
    heard.action === 'NotifyEvent' && JSON.stringify(heard.payload).includes(`"${word}"`)

  it('tells states as events and its temperature as a stream, and charges', async () => {
    begin('ocpp2.1')
    await backend.wait(state('Available'))
    await backend.wait(({ action }) => action === 'OpenPeriodicEventStream')
    station.plugIn(1, { ...aVisit, stayMs: 400 })
    await backend.wait(state('Occupied'))
    await backend.wait(({ action }) => action === 'NotifyPeriodicEventStream')
    await backend.wait(({ payload }) => payload.eventType === 'Ended')
    expect(backend.heard.filter(({ action }) => action === 'StatusNotification')).toEqual([])
    expect(backend.heard.map(({ fault }) => fault).filter(Boolean)).toEqual([])
  })

  it('holds tariffs', async () => {
    begin('ocpp2.1')
    await backend.wait(state('Available'))
    const command = (action: string, payload: object) => backend.peers.get('SIM-1')!.call(action, payload)
    expect(await command('GetTariffs', { evseId: 0 })).toEqual({ status: 'NoTariff' })
    const tariff = { tariffId: 'tariff-1-v1', currency: 'SEK' }
    expect(await command('SetDefaultTariff', { evseId: 1, tariff })).toEqual({ status: 'Accepted' })
    expect(await command('GetTariffs', { evseId: 0 })).toMatchObject({ status: 'Accepted' })
    expect(await command('ClearTariffs', {})).toEqual({
      clearTariffsResult: [{ tariffId: 'tariff-1-v1', status: 'Accepted' }],
    })
    expect(await command('ClearCache', {})).toEqual({ status: 'Accepted' }) // and all of 2.0.1
  })
})
