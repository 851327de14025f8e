import { expect, test } from 'vitest'
import type { CommandStage } from '../live/events'
import { isSettled, mayBecome, stagesBefore } from './stages'

test.each<[CommandStage, CommandStage, boolean]>([
  ['queued', 'sent', true],
  ['queued', 'expired', true],
  ['queued', 'accepted', false],
  ['sent', 'accepted', true],
  ['sent', 'confirmed', true],
  ['sent', 'expired', false],
  ['accepted', 'confirmed', true],
  ['accepted', 'rejected', false],
  ['timed-out', 'confirmed', true], // the station heard us, only its answer was lost
  ['rejected', 'confirmed', false],
  ['confirmed', 'failed', false],
])('%s → %s: %s', (from, to, allowed) => {
  expect(mayBecome(from, to)).toBe(allowed)
})

test('what a conditional update must find', () => {
  expect(stagesBefore('confirmed')).toEqual(['sent', 'accepted', 'timed-out'])
  expect(stagesBefore('queued')).toEqual([])
})

test('what is settled', () => {
  expect((['rejected', 'failed', 'expired', 'confirmed'] as const).every(isSettled)).toBe(true)
  expect((['queued', 'sent', 'accepted', 'timed-out'] as const).some(isSettled)).toBe(false)
})
