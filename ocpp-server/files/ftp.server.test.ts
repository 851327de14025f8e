import { Readable } from 'node:stream'
import { Client } from 'basic-ftp'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { requestCommand } from '../../lib/commands/mutations/request-command'
import { getCommand } from '../../lib/commands/queries'
import { db } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import { fetchFromFtp } from '../../lib/files/mutations/fetch-from-ftp'
import { anFtpServer, type FtpServer } from '../../lib/files/testing/an-ftp-server'
import { listMessages } from '../../lib/messages/queries/list-messages'
import { aPackage, filesOf, updateOf } from '../conformance/a-package'
import { aGateway, aRawStation } from '../testing/test-gateway'

const settings = vi.hoisted(() => ({ FTP_URL: undefined as string | undefined, UPLOAD_MAX_MIB: 1 }))
vi.mock('../../lib/env', async (original) => {
  const { env, ...rest } = await original<typeof import('../../lib/env')>()
  return { ...rest, env: () => ({ ...env(), ...settings }) }
})

const us = systemActor('system')
let server: FtpServer

beforeAll(async () => {
  server = await anFtpServer('stations', 'a b')
})
afterAll(() => server.close())
beforeEach(() => {
  settings.FTP_URL = `ftp://stations:a%20b@127.0.0.1:${server.port}/laddvakt`
})

/** As a station does it: the address as it was given. */
async function byAddress(address: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(address)
  const client = new Client()
  await client.access({ host: hostname, port: Number(port), user: username, password: decodeURIComponent(password) })
  await client.cd(pathname.slice(0, pathname.lastIndexOf('/')))
  await work(client).finally(() => client.close())
}

const put = (address: string, name: string, bytes: Buffer) =>
  byAddress(address, (client) => client.uploadFrom(Readable.from([bytes]), name))

async function aConnected(at?: Awaited<ReturnType<typeof aGateway>>) {
  const gateway = at ?? (await aGateway())
  const row = await aStation()
  const station = await aRawStation(gateway, row.identity)
  await station.call('BootNotification', {
    chargePointVendor: 'Vendor',
    chargePointModel: 'Model',
    firmwareVersion: '1',
  })
  return { ...row, station }
}

/** The station has said which protocols it knows. */
const knows = (stationId: bigint, value: string) =>
  db().configurationValue.create({
    data: {
      stationId,
      component: '',
      instance: '',
      key: 'SupportedFileTransferProtocols',
      value,
      updatedAt: new Date(),
    },
  })

test('F-22 a station that knows FTP only brings its log to a folder of its own, from where it is fetched once it is whole', async () => {
  const { id: stationId, identity, station } = await aConnected()
  await knows(stationId, 'FTP,FTPS')
  const { id } = await requestCommand(us, identity, { type: 'get-log', log: 'diagnostics' })
  const [, callId, , { location }] = await station.nextCall()
  expect(location).toMatch(/^ftp:\/\/stations:a%20b@127\.0\.0\.1:\d+\/laddvakt\/lv-log-[0-9a-f]{32}\/$/)
  station.answer(callId, { fileName: 'diagnostics.tgz' })
  await fetchFromFtp()
  expect(await filesOf(stationId)).toEqual([])

  const folder = decodeURIComponent(new URL(String(location)).pathname)
  server.files.set(`${folder}diag.tgz`, Buffer.from('the first ha'))
  await fetchFromFtp()
  await put(String(location), 'diag.tgz', Buffer.from('the first half and the second'))
  await fetchFromFtp()
  expect(await filesOf(stationId), 'still growing').toEqual([])
  await fetchFromFtp()
  expect(await filesOf(stationId)).toMatchObject([{ fileName: 'diag.tgz', kind: 'diagnostics', sizeBytes: 29n }])
  expect([...server.files.keys(), ...server.folders].filter((path) => path.includes('lv-log'))).toEqual([])

  await station.call('DiagnosticsStatusNotification', { status: 'Uploaded' })
  await vi.waitFor(async () => expect((await getCommand(us, id)).stage).toBe('confirmed'))
  // Passwords in addresses are nowhere to be read.
  const { rows } = await listMessages(us, { station: identity, action: 'GetDiagnostics' })
  expect(rows.map(({ request }) => request)).toEqual([expect.stringMatching(/:"ftp:\/\/stations:•+@127/)])
})

test('F-22 what is too large, or no longer waited for, is cleared away; what is not ours stays', async () => {
  const { id: stationId, identity, station } = await aConnected()
  const folders: string[] = []
  for (const _ of [1, 2]) {
    await requestCommand(us, identity, { type: 'get-log', log: 'diagnostics', over: 'ftp' })
    const [, callId, , { location }] = await station.nextCall()
    station.answer(callId, { fileName: 'x' })
    folders.push(new URL(String(location)).pathname)
  }
  server.files.set(`${folders[0]}big.log`, Buffer.alloc(1024 * 1024 + 1))
  const [, second] = await db().fileLink.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
  await db().fileLink.update({ where: { id: second!.id }, data: { usedAt: new Date() } })
  for (const path of ['/laddvakt/lv-log-0123456789abcdef0123456789abcdef', '/laddvakt/others']) server.folders.add(path)
  await fetchFromFtp()
  await fetchFromFtp()
  expect(await filesOf(stationId)).toEqual([])
  const left = [...server.folders].filter((path) => path.startsWith('/laddvakt/'))
  expect(left.sort()).toEqual(['/laddvakt/lv-log-0123456789abcdef0123456789abcdef', '/laddvakt/others'])
})

test('F-22 firmware lies on the server once, however many fetch it, and goes when the last update is over', async () => {
  const gateway = await aGateway()
  const [one, other] = [await aConnected(gateway), await aConnected(gateway)]
  const firmware = await aPackage()
  const addresses: string[] = []
  for (const { identity, station } of [one, other]) {
    await requestCommand(us, identity, { type: 'update-firmware', firmwareId: firmware.id, over: 'ftp' })
    const [, callId, , { location }] = await station.nextCall()
    station.answer(callId, {})
    addresses.push(String(location))
  }
  expect(addresses[0]).toBe(addresses[1])
  expect(new URL(addresses[0]!).pathname).toMatch(/^\/laddvakt\/lv-fw-[0-9a-f]{32}\/fw-[\d.]+\.bin$/)
  expect([...server.files.values()]).toEqual([firmware.bytes])
  await fetchFromFtp()
  expect(server.files.size).toBe(1)
  for (const { id, station } of [one, other]) {
    await vi.waitFor(async () => expect((await updateOf(id)).stage).toBe('asked'))
    await station.call('FirmwareStatusNotification', { status: 'Installed' })
    await vi.waitFor(async () => expect((await updateOf(id)).stage).toBe('installed'))
  }
  await fetchFromFtp()
  expect([...server.files.keys(), ...server.folders].filter((path) => path.includes('lv-fw'))).toEqual([])
})

test('F-22 everybody else has HTTP; a server that is away, or not set, fails the command in words', async () => {
  const { id: stationId, identity, station } = await aConnected()
  await knows(stationId, 'FTP,HTTP')
  await requestCommand(us, identity, { type: 'get-log', log: 'diagnostics' })
  const [, callId, , { location }] = await station.nextCall()
  station.answer(callId, {})
  expect(location).toMatch(/^http:/)
  const failing = async (url: string | undefined) => {
    settings.FTP_URL = url
    const { id } = await requestCommand(us, identity, { type: 'get-log', log: 'diagnostics', over: 'ftp' })
    await vi.waitFor(async () => expect((await getCommand(us, id)).stage).toBe('failed'))
    return (await getCommand(us, id)).problem?.code
  }
  expect(await failing(undefined)).toBe('no-ftp')
  expect(await failing(`ftp://stations:wrong@127.0.0.1:${server.port}/laddvakt`)).toBe('ftp-failed')
  expect(await failing('ftp://stations:wrong@127.0.0.1:1/laddvakt')).toBe('ftp-failed')
  const open = await db().fileLink.count({ where: { stationId, usedAt: null, expiresAt: { gt: new Date() } } })
  expect(open, 'the room of a failed command is closed').toBe(1)
})
