import { expect, test } from 'vitest'
import type { Actor } from '../access/actor'
import { LiveHub } from './hub'
import { liveResponse } from './stream'
import { stationEvent } from './testing/events'
import { linkedBus } from './testing/linked-bus'

const actor = (ref: string): Actor => ({ ref, role: 'operator', siteIds: null, customerId: null })
const openHub = async () => {
  const bus = linkedBus()
  const rows = Array.from({ length: 3 }, (_, i) => ({ event: stationEvent(`S${i}`), siteId: null, customerId: null }))
  const hub = new LiveHub({ bus, loadSnapshot: async () => rows, clock: () => new Date(), newEpoch: () => 'e' })
  await hub.start()
  return { bus, hub }
}
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = ''
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read()
    if (done) return text
    text += new TextDecoder().decode(value)
  }
  return text
}

test('sends a heartbeat, the snapshot, then changes, uncompressed and uncached', async () => {
  const { bus, hub } = await openHub()
  const response = liveResponse(hub, actor('user:1'), new Request('http://localhost/api/live'))
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('cache-control')).toContain('no-transform')
  const reader = response.body!.getReader()
  expect(await readUntil(reader, 'event: snapshot')).toContain('event: ping')
  bus.publish('live', { event: stationEvent('S1', { online: false }), siteId: null, customerId: null })
  expect(await readUntil(reader, 'event: station')).toContain('id: e-1')
  await reader.cancel()
  expect(hub.attachedCount).toBe(0)
})

test.each(['header', 'query'])('resumes from the %s', async (where) => {
  const { bus, hub } = await openHub()
  bus.publish('live', { event: stationEvent('S1'), siteId: null, customerId: null })
  const request =
    where === 'header'
      ? new Request('http://localhost/api/live', { headers: { 'last-event-id': 'e-0' } })
      : new Request('http://localhost/api/live?since=e-0')
  const reader = liveResponse(hub, actor('user:1'), request).body!.getReader()
  const text = await readUntil(reader, 'event: station')
  expect(text).not.toContain('event: snapshot')
  await reader.cancel()
})

test('is cleaned up when the browser goes away', async () => {
  const { hub } = await openHub()
  const going = new AbortController()
  liveResponse(hub, actor('user:1'), new Request('http://localhost/api/live', { signal: going.signal }))
  expect(hub.attachedCount).toBe(1)
  going.abort()
  expect(hub.attachedCount).toBe(0)
})

test('one user cannot open streams without end; closing one makes room', async () => {
  const { hub } = await openHub()
  const going = new AbortController()
  const open = (signal?: AbortSignal) =>
    liveResponse(hub, actor('user:2'), new Request('http://localhost/', { signal }))
  open(going.signal)
  for (let i = 1; i < 20; i++) open()
  expect(() => open()).toThrow('Too many')
  expect(() => liveResponse(hub, actor('user:3'), new Request('http://localhost/'))).not.toThrow()
  going.abort()
  expect(() => open()).not.toThrow()
  await hub.stop()
})

test('a stopping server takes nobody in', async () => {
  const { hub } = await openHub()
  await hub.stop()
  const response = liveResponse(hub, actor('user:5'), new Request('http://localhost/'))
  expect(response.status).toBe(503)
  expect(response.headers.get('connection')).toBe('close')
})

test('stopping the hub ends every stream', async () => {
  const { hub } = await openHub()
  const reader = liveResponse(hub, actor('user:4'), new Request('http://localhost/')).body!.getReader()
  await hub.stop()
  await readUntil(reader, 'never said')
  expect(hub.attachedCount).toBe(0)
})
