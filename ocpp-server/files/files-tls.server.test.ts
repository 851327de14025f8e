import { request } from 'node:https'
import { expect, test, vi } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { requestCommand } from '../../lib/commands/mutations/request-command'
import { aStation } from '../../lib/db/testing/fixtures'
import { aPackage, filesOf } from '../conformance/a-package'
import { aTlsGateway, overTls } from '../testing/a-tls-gateway'
import { aRawStation } from '../testing/test-gateway'

const us = systemActor('system')

/** A transfer with the gateway's own certificate checked, as a station does it. */
const transfer = (address: string, ca: string, method: 'GET' | 'PUT', body?: string) =>
  new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
    const asked = request(address, { method, ca, servername: 'localhost', agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) }))
    })
    asked.on('error', reject)
    asked.end(body)
  })

test('F-1, F-9 a station that came encrypted fetches and brings encrypted, on the same port', async () => {
  const gateway = await aTlsGateway()
  const { identity, id: stationId } = await aStation()
  const station = await aRawStation(gateway, identity, { protocols: ['ocpp2.0.1'], tls: overTls(gateway) })
  await station.call('Heartbeat', {})
  const firmware = await aPackage({ isSigned: true })

  await requestCommand(us, identity, { type: 'update-firmware', firmwareId: firmware.id, signed: true })
  const [, updateId, , update] = await station.nextCall()
  station.answer(updateId, { status: 'Accepted' })
  const { location } = update.firmware as { location: string }
  expect(location).toMatch(new RegExp(`^https://[^/]+:${gateway.tlsPort}/files/[\\w-]{32}/`))
  const fetched = await transfer(location, gateway.root, 'GET')
  expect(fetched.status).toBe(200)
  expect(fetched.bytes.equals(firmware.bytes)).toBe(true)

  await requestCommand(us, identity, { type: 'get-log', log: 'security' })
  const [, logId, , log] = await station.nextCall()
  station.answer(logId, { status: 'Accepted' })
  const { remoteLocation } = log.log as { remoteLocation: string }
  expect(remoteLocation).toMatch(/^https:/)
  expect((await transfer(`${remoteLocation}/security.log`, gateway.root, 'PUT', 'lines')).status).toBe(200)
  await vi.waitFor(async () => expect(await filesOf(stationId)).toMatchObject([{ fileName: 'security.log' }]))
})
