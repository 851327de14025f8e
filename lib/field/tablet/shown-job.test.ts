import { expect, test } from 'vitest'
import type { Job } from '../job'
import type { NewWorkEntry, WorkEntry } from '../work-entry'
import type { QueuedEntry } from './outbox'
import { openGate, shownJob } from './shown-job'

const job = (over: Partial<Job> = {}): Job => ({
  id: '1',
  title: 'Ground failure',
  state: 'planned',
  stateAt: '2026-11-20T07:00:00.000Z',
  plannedOn: '2026-11-20',
  position: 0,
  assignee: { id: '7', name: 'Anna' },
  safety: '',
  station: {
    id: 'SOLNA-07',
    name: 'Solna 07',
    vendor: null,
    model: null,
    firmware: null,
    siteName: null,
    address: '',
    latitude: null,
    longitude: null,
    note: '',
    isOnline: true,
    lastSeenAt: null,
    protocol: null,
    connectors: [],
    maintenanceSince: null,
  },
  fault: null,
  checks: [
    { key: 'isolate-supply', text: 'Isolate', isGate: true },
    { key: 'look-outside', text: 'Look', isGate: false },
  ],
  parts: [],
  story: [],
  entries: [],
  commands: [],
  closeKind: null,
  closeReason: null,
  closedAt: null,
  ...over,
})

let order = 0
const queue = (said: Omit<NewWorkEntry, 'workOrderId' | 'file'>, over: Partial<QueuedEntry> = {}): QueuedEntry => ({
  entry: {
    ...said,
    id: `e${++order}`,
    workOrderId: '1',
    at: new Date(Date.UTC(2026, 10, 20, 8, order)).toISOString(),
    file: null,
  } as WorkEntry,
  userId: '7',
  order,
  refused: null,
  ...over,
})
const check = (step: string, outcome: 'ok' | 'wrong') =>
  queue({ kind: 'check', detail: { step, text: step, isGate: true, outcome, note: '' } })

test('what is queued is laid over what the server said', () => {
  const shown = shownJob(job(), [
    queue({ kind: 'state', detail: { to: 'under-way' } }),
    queue({ kind: 'state', detail: { to: 'on-site' } }),
    queue({ kind: 'maintenance', detail: { isOn: true } }),
    queue({ kind: 'state', detail: { to: 'planned' } }, { refused: 'not-found' }),
  ])
  expect(shown).toMatchObject({ state: 'on-site', queuedCount: 4, isClosing: false })
  expect(shown.station.maintenanceSince).not.toBeNull()
  expect(shown.entries.filter(({ isQueued }) => isQueued)).toHaveLength(4)
})

test('a close that the server has not confirmed is not shown as done', () => {
  const close = queue({ kind: 'close', detail: { kind: 'charge', note: '' } })
  expect(shownJob(job({ state: 'on-site' }), [close])).toMatchObject({
    state: 'on-site',
    isClosing: true,
    closedAt: null,
  })
})

test('an entry that is on the server already is shown once', () => {
  const queued = queue({ kind: 'note', detail: { text: 'x' } })
  const stored = {
    ...queued.entry,
    by: 'user:7',
    byName: 'Anna',
    detail: { text: 'x' },
    conflict: null,
    conflictSeenAt: null,
  }
  expect(shownJob(job({ entries: [stored] }), [queued])).toMatchObject({
    queuedCount: 0,
    entries: [{ isQueued: false }],
  })
})

test('a gate stands open until its last word is yes', () => {
  expect(openGate(shownJob(job(), []))).toBe('isolate-supply')
  expect(openGate(shownJob(job(), [check('isolate-supply', 'ok')]))).toBeNull()
  expect(openGate(shownJob(job(), [check('isolate-supply', 'ok'), check('isolate-supply', 'wrong')]))).toBe(
    'isolate-supply',
  )
})
