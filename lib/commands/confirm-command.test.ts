import { describe, expect, test } from 'vitest'
import type { ConnectorStatus } from '../stations/status'
import type { Command } from './command'
import { isProof, requestIdOf, type StationFact } from './confirm-command'

const started = (over: object = {}): StationFact => ({
  kind: 'session-started',
  evse: 1,
  sessionId: 41n,
  token: '04a2 ',
  remoteStartId: null,
  ...over,
})
/** What a connector says; the others stand as they are. */
const status = (
  evse: number,
  word: ConnectorStatus,
  others: Readonly<Record<number, ConnectorStatus>> = {},
): StationFact => {
  const all = { ...others, ...(evse > 0 && { [evse]: word }) }
  const connectors = Object.entries(all).map(([number, one]) => ({ evse: Number(number), connector: 1, status: one }))
  return { kind: 'status', evse, connector: evse === 0 ? 0 : 1, status: word, connectors }
}
const start: Command = { type: 'start', evseId: 1, token: '04A2' }
const off: Command = { type: 'change-availability', evseId: 1, operative: false }
const allOff: Command = { type: 'change-availability', operative: false }
const allOn: Command = { type: 'change-availability', operative: true }

describe('C-6 what proves a command', () => {
  test.each<[string, Command, StationFact, boolean]>([
    ['a reset by a boot', { type: 'reset', kind: 'soft' }, { kind: 'booted' }, true],
    ['one EVSE’s reset not by a boot', { type: 'reset', kind: 'soft', evseId: 1 }, { kind: 'booted' }, false],
    ['one EVSE’s reset by its status', { type: 'reset', kind: 'soft', evseId: 1 }, status(1, 'available'), true],
    ['a start by place and token', start, started(), true],
    ['a start elsewhere', start, started({ evse: 2 }), false],
    ['a start with another token', start, started({ token: '04B3' }), false],
    ['a start without a token', start, started({ token: null }), false],
    ['a start by its own number', start, started({ remoteStartId: 88, token: 'other' }), true],
    ['a start by another’s number', start, started({ remoteStartId: 89 }), false],
    ['a stop by the session’s end', { type: 'stop', sessionId: '41' }, { kind: 'session-ended', sessionId: 41n }, true],
    ['a stop by another’s end', { type: 'stop', sessionId: '41' }, { kind: 'session-ended', sessionId: 42n }, false],
    ['out of order by the status', off, status(1, 'unavailable'), true],
    ['out of order not by another status', off, status(1, 'available'), false],
    ['out of order not by another EVSE', off, status(2, 'unavailable'), false],
    ['in order by any working status', { ...off, operative: true }, status(1, 'charging'), true],
    ['in order not by a status that is no word', { ...off, operative: true }, status(1, 'unknown'), false],
    ['out of order not by another connector', { ...off, connectorId: 2 }, status(1, 'unavailable'), false],
    ['all out of order by the last', allOff, status(2, 'unavailable', { 1: 'unavailable' }), true],
    ['all out of order not by one', allOff, status(2, 'unavailable', { 1: 'available' }), false],
    ['all out of order not while one charges', allOff, status(2, 'unavailable', { 1: 'charging' }), false],
    ['all out of order by the station’s own word', allOff, status(0, 'unavailable', { 1: 'available' }), true],
    ['… but not while one charges', allOff, status(0, 'unavailable', { 1: 'suspended-ev' }), false],
    ['one out of order not by the station’s own word', off, status(0, 'unavailable', { 1: 'available' }), false],
    ['all in order by the last', allOn, status(2, 'available', { 1: 'faulted' }), true],
    ['all in order not by one', allOn, status(2, 'available', { 1: 'unavailable' }), false],
    [
      'a trigger by the message',
      { type: 'trigger', message: 'Heartbeat' },
      { kind: 'message', action: 'Heartbeat' },
      true,
    ],
    [
      'a trigger not by another',
      { type: 'trigger', message: 'Heartbeat' },
      { kind: 'message', action: 'MeterValues' },
      false,
    ],
    [
      'meter values by a session’s',
      { type: 'trigger', message: 'MeterValues' },
      { kind: 'message', action: 'TransactionEvent' },
      true,
    ],
    [
      'logs by diagnostics',
      { type: 'trigger', message: 'LogStatusNotification' },
      { kind: 'message', action: 'DiagnosticsStatusNotification' },
      true,
    ],
    [
      'a report by its last part',
      { type: 'get-report', base: 'full' },
      { kind: 'report-complete', requestId: 88 },
      true,
    ],
    [
      'a report not by another’s',
      { type: 'get-report', base: 'full' },
      { kind: 'report-complete', requestId: 1 },
      false,
    ],
    [
      'profiles held by the last part of their report',
      { type: 'get-charging-profiles' },
      { kind: 'report-complete', requestId: 88 },
      true,
    ],
    [
      'messages shown by the last part of theirs',
      { type: 'get-display-messages' },
      { kind: 'report-complete', requestId: 88 },
      true,
    ],
    ['an unlock by nothing but its answer', { type: 'unlock', evseId: 1 }, { kind: 'booted' }, false],
  ])('%s', (_name, command, fact, expected) => {
    expect(isProof({ id: 88n, command }, fact)).toBe(expected)
  })

  test('requests are numbered within 32 bits', () => {
    expect(requestIdOf(88n)).toBe(88)
    expect(requestIdOf(2n ** 40n + 5n)).toBeLessThan(2 ** 31)
  })
})
