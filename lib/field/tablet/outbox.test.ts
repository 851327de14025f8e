import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { SyncResult } from '../sync'
import type { WorkEntry } from '../work-entry'
import { filesToSend, nextToSend, type QueuedEntry, settle, waitAfter } from './outbox'

const FILE = 'a'.repeat(64)
const always = () => true
let made = 0
function queued(over: Partial<Omit<QueuedEntry, 'entry'>> & { file?: string; id?: string } = {}): QueuedEntry {
  const { file = null, id = `id-${++made}`, ...rest } = over
  const entry = { id, workOrderId: '1', at: '2026-11-20T08:00:00.000Z', kind: 'note', detail: { text: 'x' }, file }
  return { entry: entry as unknown as WorkEntry, userId: '7', order: made, refused: null, ...rest }
}
const ids = (entries: readonly WorkEntry[]) => entries.map(({ id }) => id)

describe('what is sent', () => {
  it('is one’s own, in the order it was done, without what was refused', () => {
    const queue = [
      queued({ id: 'c', order: 3 }),
      queued({ id: 'a', order: 1 }),
      queued({ id: 'other', userId: '8' }),
      queued({ id: 'no', refused: 'invalid' }),
      queued({ id: 'b', order: 2 }),
    ]
    expect(ids(nextToSend(queue, '7', always))).toEqual(['a', 'b', 'c'])
  })

  it('waits for its photo, and holds up nothing else', () => {
    const queue = [queued({ id: 'photo', order: 1, file: FILE }), queued({ id: 'after', order: 2 })]
    expect(ids(nextToSend(queue, '7', () => false))).toEqual(['after'])
    expect(ids(nextToSend(queue, '7', always))).toEqual(['photo', 'after'])
    expect(filesToSend([...queue, queued({ file: FILE })], '7')).toEqual([FILE])
    expect(filesToSend(queue, '8')).toEqual([])
  })

  it('is never more than one request holds', () => {
    const queue = Array.from({ length: 180 }, () => queued())
    expect(nextToSend(queue, '7', always)).toHaveLength(50)
  })
})

test('what is stored leaves the queue, also in conflict; what is refused stays to be dealt with; a lost file goes up again', () => {
  const queue = [queued({ id: 'a' }), queued({ id: 'b' }), queued({ id: 'c', file: FILE }), queued({ id: 'd' })]
  const results: SyncResult[] = [
    { id: 'a', outcome: 'stored', conflict: 'closed' },
    { id: 'b', outcome: 'refused', reason: 'not-found' },
    { id: 'c', outcome: 'needs-file' },
    { id: 'stranger', outcome: 'stored', conflict: null },
  ]
  const { done, refused, missingFiles } = settle(queue, results)
  expect(done).toEqual(['a'])
  expect(refused).toMatchObject([{ entry: { id: 'b' }, refused: 'not-found' }])
  expect(missingFiles).toEqual([FILE])
})

/** A server that keeps what it is sent, and a network that loses requests, and answers, as it likes. */
test('nothing is lost and nothing doubled, whatever the network does', () => {
  const luck = fc.constantFrom('arrives', 'request-lost', 'answer-lost')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.array(luck, { maxLength: 30 }), (count, lucks) => {
      let queue = Array.from({ length: count }, (_, index) => queued({ id: `e${index}`, order: index }))
      const all = queue.map(({ entry }) => entry.id)
      const stored: string[] = []
      const attempt = (network: string) => {
        const sent = nextToSend(queue, '7', always)
        if (network === 'request-lost' || sent.length === 0) return
        for (const { id } of sent) if (!stored.includes(id)) stored.push(id)
        if (network === 'answer-lost') return
        const { done } = settle(
          queue,
          ids(sent).map((id) => ({ id, outcome: 'stored', conflict: null })),
        )
        queue = queue.filter(({ entry }) => !done.includes(entry.id))
      }
      for (const network of lucks) {
        attempt(network)
        // At every moment each is on the tablet or on the server.
        const held = new Set([...stored, ...queue.map(({ entry }) => entry.id)])
        expect([...held].toSorted()).toEqual(all.toSorted())
      }
      for (let round = 0; round < 3; round++) attempt('arrives')
      expect(queue).toEqual([])
      expect(stored).toEqual(all)
    }),
  )
})

test('a network that stays away is asked less and less often', () => {
  const waits = Array.from({ length: 12 }, (_, failures) => waitAfter(failures))
  expect(waits[0]).toBe(2000)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits.at(-1)).toBe(300_000)
})
