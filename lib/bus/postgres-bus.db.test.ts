import { afterEach, expect, test, vi } from 'vitest'
import { pool } from '../db/client'
import type { ScopedEvent } from '../live/events'
import type { Bus } from './bus'
import { createPostgresBus } from './postgres-bus'

const open: Bus[] = []
const aBus = () => {
  const bus = createPostgresBus(process.env.DATABASE_URL!)
  open.push(bus)
  return bus
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()))
})

const command = (id: string, stage: 'queued' | 'sent', error: string | null = null): ScopedEvent => ({
  siteId: null,
  customerId: null,
  event: {
    type: 'command',
    command: {
      id,
      stationId: 'CP1',
      type: 'reset',
      stage,
      error,
      problem: null,
      answerStatus: null,
      queuedAt: '2026-01-01T00:00:00Z',
    },
  },
})

test('what one process publishes another hears, in order', async () => {
  const heard: string[] = []
  await aBus().subscribe('command', ({ commandId }) => heard.push(commandId))
  const publisher = aBus()
  for (let id = 0; id < 500; id++) publisher.publish('command', { commandId: String(id), stationId: 'CP1' })
  await vi.waitFor(() => expect(heard).toEqual(Array.from({ length: 500 }, (_, id) => String(id))))
})

test('of live events about one thing gathered together only the newest leaves', async () => {
  const heard: ScopedEvent[] = []
  await aBus().subscribe('live', (event) => heard.push(event))
  const publisher = aBus()
  publisher.publish('live', command('1', 'queued'))
  publisher.publish('live', command('2', 'queued'))
  publisher.publish('live', command('1', 'sent'))
  await vi.waitFor(() => expect(heard).toEqual([command('2', 'queued'), command('1', 'sent')]))
})

test('a live event about a command never takes the place of the message that wakes its gateway', async () => {
  const heard: string[] = []
  await aBus().subscribe('command', ({ commandId }) => heard.push(commandId))
  const publisher = aBus()
  const ids = Array.from({ length: 20 }, (_, id) => String(id))
  for (const id of ids) {
    publisher.publish('command', { commandId: id, stationId: 'CP1' })
    publisher.publish('live', command(id, 'queued'))
  }
  await vi.waitFor(() => expect(heard).toEqual(ids))
})

test('a message larger than a NOTIFY payload arrives whole', async () => {
  const heard: ScopedEvent[] = []
  await aBus().subscribe('live', (event) => heard.push(event))
  const large = command('1', 'sent', 'å'.repeat(20_000))
  aBus().publish('live', large)
  await vi.waitFor(() => expect(heard).toEqual([large]))
})

test('a subscriber whose connection was lost is told of the gap and hears again', async () => {
  const heard: string[] = []
  const onDown = vi.fn()
  const onGap = vi.fn()
  await aBus().subscribe('command', ({ commandId }) => heard.push(commandId), { onDown, onGap })
  await pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'laddvakt-bus' AND datname = current_database()",
  )
  await vi.waitFor(() => expect(onGap).toHaveBeenCalledOnce(), 5_000)
  expect(onDown).toHaveBeenCalledOnce()
  aBus().publish('command', { commandId: '7', stationId: 'CP1' })
  await vi.waitFor(() => expect(heard).toEqual(['7']))
})
