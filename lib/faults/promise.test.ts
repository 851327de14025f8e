import { expect, test } from 'vitest'
import { outcomeAtChange, outcomeInTime } from './promise'

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`)

test.each<[string, string, string, string | null, string]>([
  ['taken back before its time', '15:40', '15:00', null, 'withdrawn'],
  ['taken back too late', '15:40', '15:41', null, 'broken'],
  ['replaced by an earlier one', '15:40', '15:00', '15:20', 'replaced'],
  ['said again, with other words', '15:40', '15:00', '15:40', 'replaced'],
  ['put off', '15:40', '15:00', '16:00', 'broken'],
  ['replaced too late', '15:40', '15:45', '16:00', 'broken'],
])('a promise %s', (_name, dueAt, now, next, outcome) => {
  expect(outcomeAtChange(at(dueAt), at(now), next === null ? null : at(next))).toBe(outcome)
})

test.each<[string, string, string | null, string, string | null]>([
  ['stands while there is time', '15:40', null, '15:40', null],
  ['is broken when its time has passed', '15:40', null, '15:41', 'broken'],
  ['is kept when the fault is over on the minute', '15:40', '15:40', '15:50', 'kept'],
  ['is broken when the fault was over later', '15:40', '15:41', '15:50', 'broken'],
])('in time a promise %s', (_name, dueAt, closedAt, now, outcome) => {
  expect(outcomeInTime(at(dueAt), closedAt === null ? null : at(closedAt), at(now))).toBe(outcome)
})
