import type { ChildProcess } from 'node:child_process'
import { afterEach, expect, test, vi } from 'vitest'
import { db } from '../lib/db/client'
import { aStation } from '../lib/db/testing/fixtures'
import { forkProcess } from '../scripts/testing/fork-process'

let worker: ChildProcess | undefined
afterEach(() => worker?.kill('SIGKILL'))

/** The real process, as the supervisor starts it. */
async function startWorker(): Promise<ChildProcess> {
  const child = await forkProcess('worker', { LOG_LEVEL: 'warn' })
  worker = child
  await new Promise((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`exit code ${code}`)))
  })
  return child
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))
const isKnown = async () => (await db().processState.count({ where: { kind: 'worker' } })) > 0

test('stations of a gateway that is gone are offline, and commands nobody took expire', async () => {
  const station = await aStation()
  await db().stationState.update({
    where: { stationId: station.id },
    data: { online: true, gatewayId: 'gateway:gone' },
  })
  const command = await db().command.create({
    data: {
      stationId: station.id,
      type: 'clear-cache',
      payload: { type: 'clear-cache' },
      requestedBy: 'user:1',
      expiresAt: new Date(0),
    },
  })
  const child = await startWorker()
  expect(await isKnown()).toBe(true)
  await vi.waitFor(
    async () => {
      const state = await db().stationState.findUniqueOrThrow({ where: { stationId: station.id } })
      const { stage } = await db().command.findUniqueOrThrow({ where: { id: command.id } })
      expect([state.online, stage]).toEqual([false, 'expired'])
    },
    { timeout: 10_000, interval: 50 },
  )
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
  expect(await isKnown()).toBe(false)
})

test('it ends with its supervisor', async () => {
  const child = await startWorker()
  child.disconnect()
  expect(await ended(child)).toBe(0)
})
