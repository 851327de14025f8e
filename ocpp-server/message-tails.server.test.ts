import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { systemActor } from '../lib/access/actor'
import { bus } from '../lib/bus/process-bus'
import { aStation } from '../lib/db/testing/fixtures'
import { listMessages } from '../lib/messages/queries/list-messages'
import type { TailedMessage } from '../lib/messages/tail'
import { TailHub } from '../lib/messages/tail-hub'
import { aGateway, aRawStation } from './testing/test-gateway'

const us = systemActor('system')

test('M-1 what a watcher is told is in the log already, calls of both directions and refusals alike', async () => {
  const gateway = await aGateway()
  const { identity } = await aStation()
  const heard: TailedMessage[] = []
  const hub = new TailHub(bus(), randomUUID)
  const watch = () =>
    hub.watch(
      { station: identity, siteIds: null },
      { message: (said) => heard.push(said), skipped() {}, gap() {}, end() {} },
    )
  const stop = await watch()
  const station = await aRawStation(gateway, identity)
  // The bus is told of the watcher at some moment of the next milliseconds.
  await vi.waitFor(async () => {
    await station.call('Heartbeat', {})
    expect(heard.length).toBeGreaterThan(0)
  })
  await station.call('Nonsense', { a: 1 })
  station.socket.send('[2,"broken')
  await vi.waitFor(() => expect(heard.at(-1)?.action).toBe(''))
  expect(heard.at(-2)).toMatchObject({
    action: 'Nonsense',
    errorCode: 'NotImplemented',
    direction: 'in',
    station: identity,
  })
  const { rows } = await listMessages(us, { station: identity })
  const logged = new Set(rows.map(({ messageId, at }) => `${messageId}@${at.toISOString()}`))
  for (const { messageId, at } of heard) expect(logged).toContain(`${messageId}@${at}`)

  stop()
  const before = heard.length
  await new Promise((resolve) => setTimeout(resolve, 100)) // as long as the bus gathers, and more
  await station.call('Heartbeat', {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(heard).toHaveLength(before)
})
