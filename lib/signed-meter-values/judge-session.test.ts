import { expect, test } from 'vitest'
import { type Finding, judgeSession } from './judge-session'
import { aMeter, aPayload } from './testing/a-meter'
import { PUBLIC_RECORDS } from './testing/public-records'

const meter = aMeter()
const signed = (text: string, verdict: 'verified' | 'failed' | 'unknown' = 'verified') => ({
  data: Buffer.from(text),
  verdict,
})
const record = (page: number, transaction: string, kwh: string, over: object = {}) =>
  signed(meter.signs(aPayload(page, transaction, kwh, over)))
const reading = (over: object) => ({
  RD: [
    { TM: '2026-11-20T09:00:00,000+0000 S', TX: 'E', RV: '@', RI: '1-b:1.8.0', RU: 'kWh', EF: '', ST: 'G', ...over },
  ],
})
const ended = (energyWh: number) => ({ energyWh, isEnded: true })
const begin = record(7, 'B', '10.000')

test('M-13 begin and end of one meter whose difference is the bill: verified', () => {
  const judged = judgeSession([begin, record(8, 'E', '22.345')], ended(12_345))
  expect(judged).toMatchObject({ verdict: 'verified', findings: [], energyWh: '12345', serial: 'M1' })
  expect(judged?.begin?.value).toBe('10.000')
})

test.each<[string, Parameters<typeof judgeSession>[0], number, 'failed' | 'unknown', Finding[]]>([
  [
    'a signature that failed',
    [begin, signed(record(8, 'E', '22.345').data.toString(), 'failed')],
    12_345,
    'failed',
    ['signature'],
  ],
  [
    'a signature that could not be checked',
    [signed(begin.data.toString(), 'unknown'), record(8, 'E', '22.345')],
    12_345,
    'unknown',
    ['unverified'],
  ],
  ['another meter at the end', [begin, record(8, 'E', '22.345', { MS: 'M2' })], 12_345, 'failed', ['serial']],
  ['a record missing between', [begin, record(9, 'E', '22.345')], 12_345, 'failed', ['pagination']],
  ['one page for two records', [begin, record(7, 'E', '22.345')], 12_345, 'failed', ['pagination']],
  ['no end', [begin, record(8, 'C', '22.345')], 12_345, 'unknown', ['no-end']],
  ['no begin', [record(8, 'E', '22.345')], 12_345, 'unknown', ['no-begin']],
  ['an energy fault', [begin, record(8, 'E', '22.345', reading({ EF: 'E' }))], 12_345, 'failed', ['meter-status']],
  [
    'a value that is not good',
    [begin, record(8, 'E', '22.345', reading({ ST: 'T' }))],
    12_345,
    'failed',
    ['meter-status'],
  ],
  ['somebody else at the end', [begin, record(8, 'E', '22.345', { ID: '04CD' })], 12_345, 'failed', ['identification']],
  [
    'an end before the begin',
    [begin, record(8, 'E', '22.345', reading({ TM: '2026-11-20T07:59:00,000+0000 S' }))],
    12_345,
    'failed',
    ['time'],
  ],
  ['another energy than billed', [begin, record(8, 'E', '22.345')], 12_445, 'failed', ['energy']],
])('M-13 %s', (_name, readings, energyWh, verdict, findings) => {
  const judged = judgeSession(
    readings.map((one) => ({ ...one, data: Buffer.from(one.data.toString().replace('"RV":"@"', '"RV":22.345')) })),
    ended(energyWh),
  )
  expect(judged).toMatchObject({ verdict, findings })
})

test.each(['E', 'L', 'R', 'A', 'P'])('M-13 %s is an end', (end) => {
  expect(judgeSession([begin, record(8, end, '22.345')], ended(12_345))?.verdict).toBe('verified')
})

test('M-13 the same record sent twice counts once, whatever the order they came in', () => {
  const end = record(8, 'E', '22.345')
  expect(judgeSession([end, begin, end], ended(12_345))?.verdict).toBe('verified')
})

test('M-13 fiscal readings between them have their own numbering', () => {
  const fiscal = record(900, 'B', '15.000', { PG: 'F900' })
  expect(judgeSession([begin, fiscal, record(8, 'E', '22.345')], ended(12_345))?.verdict).toBe('verified')
})

test('M-13 a session still running is not judged yet', () => {
  expect(judgeSession([begin], { energyWh: 0, isEnded: false })?.verdict).toBe('unknown')
})

test('M-13 a transaction register is the energy by itself', () => {
  const net = record(8, 'E', '12.345', {
    RD: [
      { TM: '2026-11-20T09:00:00,000+0000 S', TX: 'E', RV: '@', RI: '01-00:B2.08.00*FF', RU: 'kWh', EF: '', ST: 'G' },
    ],
  })
  const data = Buffer.from(net.data.toString().replace('"RV":"@"', '"RV":12.345'))
  expect(judgeSession([{ ...net, data }], ended(12_345))).toMatchObject({ verdict: 'verified', energyWh: '12345' })
})

test('M-13 the digits that were signed say how exact the difference can be', () => {
  const readings = [record(7, 'B', '10.00'), record(8, 'E', '22.34')]
  expect(judgeSession(readings, ended(12_321))?.verdict).toBe('verified')
  expect(judgeSession(readings, ended(12_310))?.findings).toEqual(['energy'])
})

test('M-13 a session without signed values has no verdict', () => {
  expect(judgeSession([], ended(1))).toBeNull()
})

test.each([
  [0, 0.1],
  [1, 0],
  [2, 0],
  [3, 0],
  [5, 268],
  [7, 7800.08],
])('M-13 published record %i: %d Wh', (index, energyWh) => {
  const readings = PUBLIC_RECORDS[index]!.texts.map((text) => signed(text))
  expect(judgeSession(readings, ended(energyWh))).toMatchObject({ verdict: 'verified', energyWh: String(energyWh) })
})
