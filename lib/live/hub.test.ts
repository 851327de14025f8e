import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor'
import type { Sink } from './attachment'
import type { LiveEvent, ScopedEvent } from './events'
import { LiveHub } from './hub'
import { aLiveFault, commandEvent, sessionEvent, stationEvent } from './testing/events'
import { type LinkedBus, linkedBus } from './testing/linked-bus'

const actor = (fields: Partial<Actor> = {}): Actor => ({
  ref: 'user:1',
  role: 'operator',
  siteIds: null,
  customerId: null,
  ...fields,
})
const scoped = (event: LiveEvent, siteId: string | null = null, customerId: string | null = null): ScopedEvent => ({
  event,
  siteId,
  customerId,
})
const tick = () => new Promise((resolve) => setImmediate(resolve))

interface Said {
  id: string | null
  event: string
  data: { part: number; parts: number; events: LiveEvent[] } & LiveEvent
}

/** A browser that can be told to stop reading. */
class Browser implements Sink {
  text = ''
  room = Number.POSITIVE_INFINITY
  ended = false
  send(text: string) {
    this.text += text
    this.room--
  }
  hasRoom() {
    return this.room > 0
  }
  end() {
    this.ended = true
  }
  read(): Said[] {
    const frames = this.text.split('\n\n').filter((frame) => frame.includes('data: '))
    this.text = ''
    return frames.map((frame) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1] ?? null
      return { id: field('id'), event: field('event') ?? '', data: JSON.parse(field('data') ?? 'null') }
    })
  }
}

let bus: LinkedBus
let rows: ScopedEvent[]
let epochs: number
let now: Date
const hubOf = (options: { historyLimit?: number; loadSnapshot?: () => Promise<ScopedEvent[]> } = {}) =>
  new LiveHub({
    bus,
    loadSnapshot: async () => rows,
    clock: () => now,
    newEpoch: () => `e${++epochs}`,
    ...options,
  })
const keysOf = (said: Said[]) =>
  said.flatMap((one) => (one.event === 'snapshot' ? one.data.events : [one.data])).map(nameOf)
const nameOf = (event: LiveEvent) =>
  event.type === 'station'
    ? event.station.id
    : event.type === 'session'
      ? event.session.id
      : event.type === 'command'
        ? event.command.id
        : event.fault.id

beforeEach(() => {
  bus = linkedBus()
  rows = []
  epochs = 0
  now = new Date('2026-01-01T10:00:00.000Z')
})

describe('joining', () => {
  test('one snapshot, then changes with rising ids', async () => {
    rows = [scoped(stationEvent('A')), scoped(sessionEvent('1'))]
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), null, browser)
    expect(browser.read()).toMatchObject([{ id: 'e1-0', event: 'snapshot', data: { part: 0, parts: 1 } }])
    bus.publish('live', scoped(stationEvent('A', { online: false })))
    bus.publish('live', scoped(commandEvent('7')))
    await tick()
    expect(browser.read().map(({ id, event }) => [id, event])).toEqual([
      ['e1-1', 'station'],
      ['e1-2', 'command'],
    ])
  })

  test('a large snapshot comes in parts; only the last has an id', async () => {
    rows = Array.from({ length: 1201 }, (_, i) => scoped(stationEvent(`S${i}`)))
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), null, browser)
    const said = browser.read()
    expect(said.map(({ id, data }) => [id, data.part, data.parts])).toEqual([
      [null, 0, 3],
      [null, 1, 3],
      ['e1-0', 2, 3],
    ])
    expect(keysOf(said)).toHaveLength(1201)
  })

  test('nothing is lost between subscribing and loading', async () => {
    let finish: (rows: ScopedEvent[]) => void = () => {}
    const hub = hubOf({ loadSnapshot: () => new Promise((resolve) => (finish = resolve)) })
    const started = hub.start()
    const browser = new Browser()
    hub.attach(actor(), null, browser)
    await tick()
    bus.publish('live', scoped(stationEvent('A', { online: false })))
    expect(browser.read()).toEqual([])
    finish([scoped(stationEvent('A')), scoped(stationEvent('B'))])
    await started
    const events = browser.read().flatMap((one) => one.data.events)
    expect(events).toHaveLength(2)
    expect(events).toContainEqual(stationEvent('A', { online: false }))
  })

  test('an empty network still says so', async () => {
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), 'garbage', browser)
    expect(browser.read()).toMatchObject([{ event: 'snapshot', data: { events: [] } }])
  })
})

describe('coming back', () => {
  test('a known position gets only what it missed, each thing once in its newest state', async () => {
    rows = [scoped(stationEvent('A'))]
    const hub = hubOf()
    await hub.start()
    bus.publish('live', scoped(stationEvent('A', { firmware: '1' })))
    const since = hub.cursor()
    bus.publish('live', scoped(stationEvent('B')))
    bus.publish('live', scoped(stationEvent('A', { firmware: '2' })))
    bus.publish('live', scoped(stationEvent('A', { firmware: '3' })))
    const browser = new Browser()
    hub.attach(actor(), since, browser)
    expect(browser.read()).toMatchObject([
      { id: 'e1-2', event: 'station', data: { station: { id: 'B' } } },
      { id: 'e1-4', event: 'station', data: { station: { id: 'A', firmware: '3' } } },
    ])
  })

  test('the newest position gets nothing', async () => {
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), hub.cursor(), browser)
    expect(browser.read()).toEqual([])
  })

  test.each(['other-3', 'e1-99', 'e2-0'])('an unknown position %s gets a snapshot', async (since) => {
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), since, browser)
    expect(browser.read()).toMatchObject([{ event: 'snapshot' }])
  })

  test('a position older than the history gets a snapshot', async () => {
    const hub = hubOf({ historyLimit: 3 })
    await hub.start()
    const since = hub.cursor()
    for (const id of ['A', 'B', 'C']) bus.publish('live', scoped(stationEvent(id)))
    const inTime = new Browser()
    hub.attach(actor(), since, inTime)
    expect(keysOf(inTime.read())).toEqual(['A', 'B', 'C'])
    bus.publish('live', scoped(stationEvent('D')))
    const late = new Browser()
    hub.attach(actor(), since, late)
    expect(late.read()).toMatchObject([{ event: 'snapshot', data: { events: { length: 4 } } }])
  })

  test('a session that ended and was forgotten meanwhile cannot linger: snapshot', async () => {
    const hub = hubOf()
    rows = [scoped(sessionEvent('1'))]
    await hub.start()
    const since = hub.cursor()
    bus.publish('live', scoped(sessionEvent('1', { status: 'ended', endedAt: '2026-01-01T10:00:00.000Z' })))
    now = new Date('2026-01-01T11:00:00.000Z')
    hub.forgetFinished()
    const browser = new Browser()
    hub.attach(actor(), since, browser)
    expect(browser.read()).toMatchObject([{ event: 'snapshot', data: { events: [] } }])
  })
})

describe('a gap on the bus', () => {
  test('makes a new epoch and gives every browser a fresh snapshot', async () => {
    rows = [scoped(stationEvent('A'))]
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), null, browser)
    const since = hub.cursor()
    browser.read()
    rows = [scoped(stationEvent('A', { online: false }))]
    bus.gap()
    await tick()
    expect(browser.read()).toMatchObject([
      { id: 'e2-0', event: 'snapshot', data: { events: [{ station: { online: false } }] } },
    ])
    const other = new Browser()
    hub.attach(actor(), since, other)
    expect(other.read()).toMatchObject([{ event: 'snapshot' }])
  })

  test('while the bus is away nobody is told that they are live; afterwards they come back to what is so', async () => {
    rows = [scoped(stationEvent('A'))]
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(), null, browser)
    bus.down()
    expect(browser.ended).toBe(true)
    expect(hub.isClosed).toBe(true)
    const early = new Browser()
    hub.attach(actor(), null, early)
    expect(early.ended).toBe(true)
    rows = [scoped(stationEvent('A', { online: false }))]
    bus.gap()
    await tick()
    const back = new Browser()
    hub.attach(actor(), null, back)
    expect(back.read()).toMatchObject([{ event: 'snapshot', data: { events: [{ station: { online: false } }] } }])
  })

  test('two gaps in a row load twice, never at once', async () => {
    let loading = 0
    let loads = 0
    const hub = hubOf({
      loadSnapshot: async () => {
        loads++
        expect(++loading).toBe(1)
        await tick()
        loading--
        return []
      },
    })
    await hub.start()
    bus.gap()
    bus.gap()
    bus.gap()
    for (let i = 0; i < 5; i++) await tick()
    expect(loads).toBe(3)
    expect(hub.isReady).toBe(true)
  })
})

describe('a slow browser', () => {
  test('is held back, then told only the newest of each thing', async () => {
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    const attachment = hub.attach(actor(), null, browser)
    browser.read()
    browser.room = 0
    for (let i = 1; i <= 50; i++) bus.publish('live', scoped(stationEvent('A', { firmware: String(i) })))
    await tick()
    expect(browser.read()).toEqual([])
    browser.room = 10
    attachment.pump()
    expect(browser.read()).toMatchObject([{ id: 'e1-50', data: { station: { firmware: '50' } } }])
  })

  test('is dropped to a fresh snapshot when it falls out of the history', async () => {
    const hub = hubOf({ historyLimit: 10 })
    await hub.start()
    const browser = new Browser()
    const attachment = hub.attach(actor(), null, browser)
    browser.read()
    browser.room = 0
    for (let i = 0; i < 30; i++) bus.publish('live', scoped(stationEvent(`S${i}`)))
    await tick()
    browser.room = 10
    attachment.pump()
    const said = browser.read()
    expect(said).toMatchObject([{ id: 'e1-30', event: 'snapshot' }])
    expect(keysOf(said)).toHaveLength(30)
  })

  test('does not hold up others', async () => {
    const hub = hubOf()
    await hub.start()
    const slow = new Browser()
    const quick = new Browser()
    hub.attach(actor(), null, slow)
    hub.attach(actor(), null, quick)
    slow.room = 0
    quick.read()
    bus.publish('live', scoped(stationEvent('A')))
    await tick()
    expect(keysOf(quick.read())).toEqual(['A'])
  })
})

describe('scope', () => {
  const all = [
    scoped(stationEvent('at-1'), '1'),
    scoped(stationEvent('at-2'), '2'),
    scoped(stationEvent('nowhere')),
    scoped(sessionEvent('s1'), '1', '10'),
    scoped(sessionEvent('s2'), '2', '20'),
    scoped(commandEvent('c1'), '1'),
  ]
  test.each<[string, Partial<Actor>, string[]]>([
    ['an operator sees all', {}, ['at-1', 'at-2', 'nowhere', 's1', 's2', 'c1']],
    ['a site host sees its sites', { role: 'site-host', siteIds: [1n] }, ['at-1', 's1', 'c1']],
    ['a site host without sites sees nothing', { role: 'site-host', siteIds: [] }, []],
    ['a site host of whom nobody said which sites sees nothing', { role: 'site-host', siteIds: null }, []],
    ['a fleet manager sees its sessions only', { role: 'fleet-manager', customerId: 20n }, ['s2']],
  ])('%s, in the snapshot and in changes', async (_, fields, expected) => {
    rows = all
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor(fields), null, browser)
    expect(keysOf(browser.read())).toEqual(expected)
    for (const event of all) bus.publish('live', event)
    await tick()
    expect(keysOf(browser.read())).toEqual(expected)
  })

  test('a station that moves to another site leaves the eyes of the first host', async () => {
    rows = [scoped(stationEvent('A'), '1'), scoped(stationEvent('B'), '1')]
    const hub = hubOf()
    await hub.start()
    const host = new Browser()
    hub.attach(actor({ role: 'site-host', siteIds: [1n] }), null, host)
    const since = hub.cursor()
    host.read()
    bus.publish('live', scoped(stationEvent('A'), '2'))
    await tick()
    const said = host.read()
    expect(said).toMatchObject([{ event: 'snapshot' }])
    expect(keysOf(said)).toEqual(['B'])
    const back = new Browser()
    hub.attach(actor({ role: 'site-host', siteIds: [1n] }), since, back)
    expect(back.read()).toMatchObject([{ event: 'snapshot' }])
  })
})

test('a closed browser is sent nothing more', async () => {
  const hub = hubOf()
  await hub.start()
  const browser = new Browser()
  const attachment = hub.attach(actor(), null, browser)
  browser.read()
  attachment.close()
  expect(hub.attachedCount).toBe(0)
  bus.publish('live', scoped(stationEvent('A')))
  await tick()
  expect(browser.text).toBe('')
  expect(browser.ended).toBe(true)
})

describe('names of people', () => {
  const anna = { id: '4', name: 'Anna Berg' }
  const given = (id: string) => scoped({ type: 'fault', fault: aLiveFault(id, { assignee: anna }) }, '1')
  const seenBy = async (role: Actor['role']) => {
    rows = [given('1')]
    const hub = hubOf()
    await hub.start()
    const browser = new Browser()
    hub.attach(actor({ role, siteIds: [1n] }), null, browser)
    bus.publish('live', given('2'))
    await tick()
    expect(browser.text.includes('Anna')).toBe(browser.text.includes('"id":"4"'))
    const said = browser.read()
    expect(said.map(({ event }) => event)).toEqual(['snapshot', 'fault'])
    const ids = said.map(({ id }) => id)
    expect(ids[1]).toMatch(/^e\d+-1$/)
    const faults = said.flatMap((one) => (one.event === 'snapshot' ? one.data.events : [one.data]))
    return faults.map((event) => (event.type === 'fault' ? event.fault.assignee : null))
  }

  test.each(['admin', 'operator', 'technician'] as const)('are for %s, who works with faults', async (role) => {
    expect(await seenBy(role)).toEqual([anna, anna])
  })

  test.each(['viewer', 'site-host'] as const)('are not for %s: it is somebody', async (role) => {
    const somebody = { id: null, name: null }
    expect(await seenBy(role)).toEqual([somebody, somebody])
  })
})
