import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { linkedBus } from '@/lib/live/testing/linked-bus'
import type { Tail, TailedMessage } from '@/lib/messages/tail'
import { TailHub } from '@/lib/messages/tail-hub'
import { tailResponse } from './tail-response'

const message = (over: Partial<TailedMessage> = {}): TailedMessage => ({
  station: 'CP-1',
  siteId: '4',
  at: '2026-11-20T08:00:00.000Z',
  direction: 'in',
  protocol: 'ocpp1.6',
  messageId: 'm1',
  action: 'StatusNotification',
  request: '{"connectorId":"1","errorCode":"NoError","status":"Available"}',
  response: '{}',
  isCut: false,
  errorCode: null,
  latencyMs: 1,
  ...over,
})

async function watched(wanted: Omit<Tail, 'id' | 'seconds'>, actor = randomUUID()) {
  const bus = linkedBus()
  const told: Tail[] = []
  await bus.subscribe('tail', (tail) => told.push(tail))
  const abort = new AbortController()
  const hub = new TailHub(bus, randomUUID)
  const response = await tailResponse(hub, wanted, actor, abort.signal)
  const reader = response.body!.getReader()
  let text = ''
  const reads = async (wantedText: string) => {
    while (!text.includes(wantedText)) {
      const { value, done } = await reader.read()
      if (done) break
      text += new TextDecoder().decode(value)
    }
    return text
  }
  await reads('event: ready')
  const says = (said: TailedMessage) => bus.publish('tailed', { kind: 'message', tails: [told[0]!.id], message: said })
  return { bus, hub, told, abort, reads, says, reader }
}

test('M-1 a browser is told what is logged, with how often it breaks its schema', async () => {
  const { says, reads } = await watched({ siteIds: null })
  says(message())
  const text = await reads('event: message')
  expect(JSON.parse(/event: message\ndata: (.*)/.exec(text)![1]!)).toMatchObject({
    station: 'CP-1',
    faults: 1,
    id: null,
  })
})

test('M-2 what is of another site than the reader’s is never passed on, whoever said that it may be', async () => {
  const { says, reads } = await watched({ siteIds: ['5'] })
  says(message())
  says(message({ siteId: '5', messageId: 'theirs' }))
  const text = await reads('event: message')
  expect(text).toContain('theirs')
  expect(text).not.toContain('"m1"')
})

test('M-3 how many were too many is passed on', async () => {
  const { bus, told, reads } = await watched({ siteIds: null })
  bus.publish('tailed', { kind: 'skipped', tail: told[0]!.id, count: 7 })
  expect(await reads('event: skipped')).toContain('event: skipped\ndata: 7')
})

test('M-4 a browser that leaves is watching no longer, and makes room for another', async () => {
  const actor = randomUUID()
  const open: Awaited<ReturnType<typeof watched>>[] = []
  for (let count = 0; count < 10; count++) open.push(await watched({ siteIds: null }, actor))
  await expect(watched({ siteIds: null }, actor)).rejects.toMatchObject({ code: 'rate-limited' })
  open[0]!.abort.abort()
  await vi.waitFor(() => expect(open[0]!.told.at(-1)?.seconds).toBe(0))
  await watched({ siteIds: null }, actor)
})

test('M-4 a web process on its way out ends its streams', async () => {
  const { hub, told, reader } = await watched({ siteIds: null })
  hub.stop()
  expect((await reader.read()).done).toBe(true)
  expect(told.at(-1)?.seconds).toBe(0)
})
