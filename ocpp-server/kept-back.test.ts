import { expect, test } from 'vitest'
import { MINUTE_MS } from '../lib/kernel/time'
import type { Precondition } from '../lib/recovery/precondition'
import { keptBackBy, tellsOfSomebody } from './kept-back'
import { aStation } from './testing/a-station'

const NOW = Date.parse('2026-11-20T08:00:00Z')
const SAID = '2026-11-20T07:00:00.000Z'
const reset: Precondition = { nobody: { reach: 'station', interrupts: true, mayBePluggedIn: false, evse: 1 } }

type Over = {
  status?: 'available' | 'preparing'
  statusAt?: string | null
  somebodyAt?: number
  pendingInbound?: number
}
function known({ status = 'available', statusAt = SAID, somebodyAt, pendingInbound = 0 }: Over = {}) {
  const station = aStation()
  const connector = { connector: 1, errorCode: null, vendorErrorCode: null }
  station.show({ ...connector, evse: 1, status: 'faulted' as never, statusAt: SAID })
  station.show({ ...connector, evse: 2, status, statusAt })
  return { ...station, somebodyAt: somebodyAt ?? null, peer: { pendingInbound } }
}
const why = (onlyIf: Precondition | 'unreadable' | null, station: ReturnType<typeof known>) =>
  keptBackBy({ onlyIf }, station, NOW)?.problem.code ?? null

test('C-15 nothing keeps back a command without a condition, nor one whose station is empty', () => {
  expect(why(null, known({ status: 'preparing' }))).toBeNull()
  expect(why(reset, known())).toBeNull()
})

test('C-15 somebody who came since the decision keeps a restart back, wherever at the station', () => {
  expect(why(reset, known({ status: 'preparing' }))).toBe('held-in-use')
  const session = known()
  session.sessionStates.set(2, 'charging')
  expect(why(reset, session)).toBe('held-in-use')
  expect(why(reset, known({ somebodyAt: NOW - 1 }))).toBe('held-authorised')
  expect(why(reset, known({ somebodyAt: NOW - 11 * MINUTE_MS }))).toBeNull()
  const booked = known()
  const soon = new Date(NOW + MINUTE_MS)
  booked.holdings.reserve({ id: 1, evse: 2, token: 'A', group: null, createdAt: soon, expiresAt: soon })
  expect(why(reset, booked)).toBe('held-reserved')
  expect(why(reset, known({ statusAt: null }))).toBe('held-unknown')
})

test('C-15 what the station is saying just now is heard first, and a condition nobody can read forbids', () => {
  expect(why(reset, known({ pendingInbound: 1 }))).toBe('held-busy')
  expect(why({ nobody: { ...reset.nobody, interrupts: false } }, known({ pendingInbound: 1 }))).toBeNull()
  expect(why('unreadable', known())).toBe('held-unknown')
})

test('C-15 a token shown or a session told of is somebody before it is stored', () => {
  const said = (action: string, payload = {}) => tellsOfSomebody(action, payload)
  expect([said('Authorize'), said('StartTransaction'), said('Heartbeat')]).toEqual([true, true, false])
  expect(said('TransactionEvent', { eventType: 'Started' })).toBe(true)
  expect(said('TransactionEvent', { eventType: 'Ended' })).toBe(false)
})
