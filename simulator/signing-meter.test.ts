import { expect, test } from 'vitest'
import { judgeReading } from '../lib/signed-meter-values/judge-reading'
import { judgeSession } from '../lib/signed-meter-values/judge-session'
import { SigningMeter } from './signing-meter'

test('what a simulated meter signs is verified by the key on its plate, and proves a session', () => {
  const meter = new SigningMeter('SN-1/1')
  const [begin, end] = [meter.reads(1000.5, 'B', new Date(0), '04AB'), meter.reads(3000.5, 'E', new Date(1), '04AB')]
  const readings = [begin, JSON.stringify(meter.wrapped(end))].map((sent) => ({
    data: Buffer.from(sent),
    ...judgeReading(Buffer.from(sent), [{ publicKey: meter.publicKey, source: 'operator' }]),
  }))
  expect(judgeSession(readings, { energyWh: 2000, isEnded: true })).toMatchObject({ verdict: 'verified', findings: [] })
  expect(new SigningMeter('SN-1/1').publicKey).toBe(meter.publicKey)
  expect(new SigningMeter('SN-1/2').publicKey).not.toBe(meter.publicKey)
})
