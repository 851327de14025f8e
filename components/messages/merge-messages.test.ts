import { expect, test } from 'vitest'
import type { MessageRow } from '@/lib/messages/message-row'
import { mergeMessages } from './merge-messages'
import { rawFrames } from './raw-frames'

const row = (
  messageId: string,
  second: number,
  id: bigint | null = null,
  over: Partial<MessageRow> = {},
): MessageRow => ({
  id,
  station: 'CP-1',
  at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)),
  direction: 'in',
  protocol: 'ocpp1.6',
  messageId,
  action: 'Heartbeat',
  request: '{}',
  response: '{}',
  errorCode: null,
  latencyMs: 1,
  faults: 0,
  isCut: false,
  ...over,
})
const ids = (rows: readonly MessageRow[]) => rows.map(({ messageId, id }) => `${messageId}:${id ?? 'live'}`)

test('newest first, whatever the order they came in', () => {
  expect(ids(mergeMessages([row('b', 2), row('a', 1)], [row('d', 4), row('c', 3)]))).toEqual([
    'd:live',
    'c:live',
    'b:live',
    'a:live',
  ])
})

test('one that came live and is then read from the log is there once, as the log has it', () => {
  expect(ids(mergeMessages([row('a', 1)], [row('a', 1, 7n)]))).toEqual(['a:7'])
  expect(ids(mergeMessages([row('a', 1, 7n)], [row('a', 1)]))).toEqual(['a:7'])
})

test('two unreadable frames of one millisecond are two', () => {
  expect(ids(mergeMessages([row('', 1, 7n)], [row('', 1, 8n)]))).toEqual([':8', ':7'])
})

test('a tail that runs for hours keeps its newest thousand', () => {
  const many = Array.from({ length: 1500 }, (_, index) => row(`m${index}`, index))
  const merged = mergeMessages([], many)
  expect([merged.length, merged[0]?.messageId]).toEqual([1000, 'm1499'])
})

test.each([
  [{}, ['[2,"a","Heartbeat",{}]', '[3,"a",{}]']],
  [{ response: null, errorCode: 'Timeout' }, ['[2,"a","Heartbeat",{}]']],
  [{ action: '', request: '[2,broken', response: null }, ['[2,broken']],
  [
    { errorCode: 'NotSupported', response: '{"description":"no","field":"x"}' },
    ['[2,"a","Heartbeat",{}]', '[4,"a","NotSupported","no",{"field":"x"}]'],
  ],
  [
    { errorCode: 'InternalError', response: '[4,"a","InternalError","oh",{}]' },
    ['[2,"a","Heartbeat",{}]', '[4,"a","InternalError","oh",{}]'],
  ],
  [
    { request: '[2,"a","Heartbeat",{}]', errorCode: 'Repeated', response: '[3,"a",{}]' },
    ['[2,"a","Heartbeat",{}]', '[3,"a",{}]'],
  ],
])('frames as they went over the wire: %j', (over, frames) => {
  expect(rawFrames(row('a', 1, null, over))).toEqual(frames)
})
