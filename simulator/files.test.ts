import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OcppVersion } from '../ocpp-server/wire/ocpp-error'
import { createRandom } from './random'
import { VirtualStation } from './station'
import { type PlainBackend, startPlainBackend } from './testing/plain-backend'

let backend: PlainBackend
let station: VirtualStation
let files: Server
let brought: string[]

beforeEach(async () => {
  backend = await startPlainBackend()
  brought = []
  files = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.method === 'PUT') brought.push(body)
    response.writeHead(request.url?.includes('gone') ? 404 : 200).end('a package')
  })
  await new Promise<void>((resolve) => void files.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  station.stop()
  await backend.close()
  files.closeAllConnections()
  await new Promise((resolve) => files.close(resolve))
  expect(backend.heard.filter(({ fault }) => fault !== null)).toEqual([])
})

const at = (path: string) => `http://127.0.0.1:${(files.address() as AddressInfo).port}/${path}`
const command = (action: string, payload: object) => backend.peers.get('SIM-1')!.call(action, payload)
const wordsOf = (action: string) =>
  backend.heard.filter((heard) => heard.action === action).map(({ payload }) => payload.status)

async function begin(version: OcppVersion) {
  station = new VirtualStation({
    url: backend.url,
    random: createRandom(1),
    handlingMs: [5, 15],
    spec: {
      identity: 'SIM-1',
      password: 'password-of-SIM',
      version,
      vendor: 'Laddvakt',
      model: 'Virtual',
      serialNumber: 'V-1',
      firmware: '1.0',
      connectors: [{ type: 'type2', currentType: 'ac', maxPowerW: 22_000, registerWh: 0 }],
      tokens: [],
      rhythm: 'fast',
      timeZone: 'Europe/Stockholm',
    },
  })
  station.start()
  await backend.wait(({ action }) => action === 'StatusNotification')
}

describe('files', () => {
  it('1.6: fetches firmware, restarts and comes back with it', async () => {
    await begin('ocpp1.6')
    const update = { location: at('fw-2.1.0.bin'), retrieveDate: new Date().toISOString() }
    expect(await command('UpdateFirmware', update)).toEqual({})
    await backend.wait(({ payload }) => payload.firmwareVersion === '2.1.0')
    await backend.wait(({ payload }) => payload.status === 'Installed')
    expect(wordsOf('FirmwareStatusNotification')).toEqual(['Downloading', 'Downloaded', 'Installing', 'Installed'])
  })

  it('2.0.1: says for which request, and that the signature was right', async () => {
    await begin('ocpp2.0.1')
    const firmware = { location: at('fw-2.1.0.bin'), retrieveDateTime: new Date().toISOString(), signature: 'c2ln' }
    expect(await command('UpdateFirmware', { requestId: 4, firmware })).toEqual({ status: 'Accepted' })
    const installed = await backend.wait(({ payload }) => payload.status === 'Installed')
    expect(installed.payload).toEqual({ status: 'Installed', requestId: 4 })
    expect(wordsOf('FirmwareStatusNotification')).toContain('SignatureVerified')
  })

  it('says when the download failed', async () => {
    await begin('ocpp1.6')
    await command('UpdateFirmware', { location: at('gone'), retrieveDate: new Date().toISOString() })
    await backend.wait(({ payload }) => payload.status === 'DownloadFailed')
  })

  it.each([
    ['ocpp1.6', 'GetDiagnostics', () => ({ location: at('log') }), 'DiagnosticsStatusNotification'],
    [
      'ocpp2.0.1',
      'GetLog',
      () => ({ requestId: 1, logType: 'SecurityLog', log: { remoteLocation: at('log') } }),
      'LogStatusNotification',
    ],
  ] as const)('%s: brings its log after %s', async (version, action, payload, says) => {
    await begin(version)
    await command(action, payload())
    await backend.wait((heard) => heard.action === says && heard.payload.status === 'Uploaded')
    expect(wordsOf(says)).toEqual(['Uploading', 'Uploaded'])
    expect(brought).toEqual([expect.stringContaining('SIM-1, Laddvakt Virtual 1.0')])
  })
})
