import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OcppVersion } from '../ocpp-server/wire/ocpp-error'
import { Configuration, worksOf } from './configuration'
import { type Kept, StationMemory } from './memory'
import { addressOf, networksOf } from './network'
import { createRandom } from './random'
import { VirtualStation } from './station'
import { aStationSpec } from './testing/a-station-spec'
import { type PlainBackend, startPlainBackend } from './testing/plain-backend'

let backend: PlainBackend
let station: VirtualStation
let kept: Kept

async function begin(version: OcppVersion, before: Kept = {}): Promise<void> {
  kept = before
  const memory = new StationMemory(before, (now) => {
    kept = now
  })
  station = new VirtualStation({
    url: backend.url,
    spec: aStationSpec(version),
    memory,
    random: createRandom(1),
    handlingMs: [5, 15],
  })
  station.start()
  await expect.poll(() => station.link.isReady).toBe(true)
}
const command = (action: string, payload: object) => backend.peers.get('SIM-1')!.call(action, payload)
const setVariable = (component: string, name: string, attributeValue: string) =>
  command('SetVariables', {
    setVariableData: [{ component: { name: component }, variable: { name }, attributeValue }],
  })
const offered = () => Buffer.from(backend.authorizations.get('SIM-1')!.split(' ')[1]!, 'base64')

beforeEach(async () => {
  backend = await startPlainBackend()
})
afterEach(async () => {
  station.stop()
  await backend.close()
  expect(backend.heard.filter(({ fault }) => fault !== null)).toEqual([])
})

describe('a new password', () => {
  it.each(['ocpp2.0.1', 'ocpp2.1'] as const)(
    '%s: is taken, and offered at once and after the power was off',
    async (version) => {
      await begin(version)
      const answer = await setVariable('SecurityCtrlr', 'BasicAuthPassword', 'a-password-of-20-cha')
      expect(answer).toMatchObject({ setVariableResult: [{ attributeStatus: 'Accepted' }] })
      await expect.poll(() => offered().toString()).toBe('SIM-1:a-password-of-20-cha')
      station.stop()
      await begin(version, kept)
      expect(offered().toString()).toBe('SIM-1:a-password-of-20-cha')
    },
  )

  it('1.6: its hexadecimal digits are offered as the bytes they spell', async () => {
    await begin('ocpp1.6')
    const value = 'ff00'.repeat(10)
    expect(await command('ChangeConfiguration', { key: 'AuthorizationKey', value })).toEqual({ status: 'Accepted' })
    const bytes = Buffer.concat([Buffer.from('SIM-1:'), Buffer.from(value, 'hex')])
    await expect.poll(() => offered().equals(bytes)).toBe(true)
  })

  it('is refused when it is too short, and told to nobody', async () => {
    await begin('ocpp2.0.1')
    const refused = await setVariable('SecurityCtrlr', 'BasicAuthPassword', 'short')
    expect(refused).toMatchObject({ setVariableResult: [{ attributeStatus: 'Rejected' }] })
    await command('GetBaseReport', { requestId: 1, reportBase: 'FullInventory' })
    await backend.wait(({ action, payload }) => action === 'NotifyReport' && payload.tbc === false)
    expect(JSON.stringify(backend.heard)).not.toContain('password-of-SIM')
    expect(JSON.stringify(backend.heard)).toContain('WriteOnly')
  })
})

describe('a higher security profile', () => {
  const kept = { roots: [{ type: 'CSMSRootCertificate', certificate: 'a root' }] }
  const urls = { url: 'ws://a/ocpp', tlsUrl: 'wss://a/ocpp' }
  const callerOf = (version: OcppVersion, memory: Kept, settings: Record<string, string>) => ({
    spec: aStationSpec(version),
    memory: new StationMemory(memory),
    configuration: new Configuration(worksOf(aStationSpec(version)), settings),
  })

  it('is refused without the root it takes', async () => {
    await begin('ocpp1.6')
    const raised = { key: 'SecurityProfile', value: '2' }
    expect(await command('ChangeConfiguration', raised)).toEqual({ status: 'Rejected' })
  })

  it('2.x: a connection is stored, and preferred only by a station that can use it', async () => {
    await begin('ocpp2.0.1')
    const connectionData = {
      ocppVersion: 'OCPP20',
      ocppTransport: 'JSON',
      ocppCsmsUrl: 'wss://127.0.0.1:1/ocpp',
      messageTimeout: 30,
      securityProfile: 2,
      ocppInterface: 'Wired0',
    }
    expect(await command('SetNetworkProfile', { configurationSlot: 2, connectionData })).toEqual({ status: 'Accepted' })
    const prefer = (order: string) => setVariable('OCPPCommCtrlr', 'NetworkConfigurationPriority', order)
    expect(await prefer('2,1')).toMatchObject({ setVariableResult: [{ attributeStatus: 'Rejected' }] })
    expect(await prefer('3')).toMatchObject({ setVariableResult: [{ attributeStatus: 'Rejected' }] })
    expect(await prefer('1')).toMatchObject({ setVariableResult: [{ attributeStatus: 'RebootRequired' }] })
  })

  it('1.6: calls the encrypted port with its root and its password', () => {
    const roots = [{ type: 'CentralSystemRootCertificate', certificate: 'a root' }]
    const caller = callerOf('ocpp1.6', { roots }, { SecurityProfile: '2' })
    expect(addressOf(caller, networksOf(caller, urls), 0)).toEqual({
      url: 'wss://a/ocpp',
      securityProfile: 2,
      password: Buffer.from('password-of-SIM'),
      tls: { ca: ['a root'] },
    })
  })

  it('2.x: calls the one it prefers, and after three failures the other', () => {
    const networks = { 2: { url: 'wss://b/ocpp', securityProfile: 3 } }
    const certificate = { chain: 'a chain', key: 'a key' }
    const order = { 'OCPPCommCtrlr.NetworkConfigurationPriority': '2,1' }
    const caller = callerOf('ocpp2.0.1', { ...kept, networks, certificate }, order)
    const known = networksOf(caller, urls)
    const tls = { ca: ['a root'], cert: 'a chain', key: 'a key' }
    expect(addressOf(caller, known, 2)).toEqual({ url: 'wss://b/ocpp', securityProfile: 3, password: null, tls })
    expect(addressOf(caller, known, 3)).toMatchObject({ url: 'ws://a/ocpp', securityProfile: 1 })
    expect(addressOf(caller, known, 6)).toMatchObject({ url: 'wss://b/ocpp' })
  })
})

describe('what was wrong', () => {
  const fault = { code: 'GroundFailure', vendorCode: 'E-031', info: 'RCD tripped' }
  const events = () =>
    backend.heard.flatMap(({ action, payload }) =>
      action === 'NotifyEvent' ? (payload.eventData as { cleared?: boolean; variable: { name: string } }[]) : [],
    )
  const problems = () => events().filter(({ variable }) => variable.name === 'Problem')

  it('before the power went is told to be over', async () => {
    await begin('ocpp2.0.1')
    await expect.poll(problems).toMatchObject(Array(2).fill({ cleared: true, actualValue: 'false' }))
  })

  it('while it was away is told when it is back, and only what is news', async () => {
    await begin('ocpp2.1')
    await expect.poll(problems).toHaveLength(2)
    station.link.drop(300)
    await expect.poll(() => station.link.isOpen).toBe(false)
    station.fail(station.connector(1)!, fault)
    await expect.poll(problems).toHaveLength(3)
    expect(problems()[2]).toMatchObject({ cleared: false, techCode: 'E-031' })
    station.clearFault(station.connector(1)!)
    await expect.poll(problems).toHaveLength(4)
    expect(problems()[3]).toMatchObject({ cleared: true, techCode: 'E-031' })
  })
})
