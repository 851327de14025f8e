import { describe, expect, it } from 'vitest'
import { FAULTS } from './chaos'
import { createRandom } from './random'
import { helps, type Remedy } from './remedies'

const share = (remedy: Remedy, code: string, info = '') => {
  const random = createRandom(7)
  const tries = Array.from({ length: 400 }, () => helps(remedy, { code, vendorCode: '', info }, random))
  return tries.filter(Boolean).length / tries.length
}

describe('what helps', () => {
  it.each(['GroundFailure', 'PowerSwitchFailure', 'OverCurrentFailure', 'HighTemperature', 'UnderVoltage'])(
    'nothing from afar helps %s',
    (code) => {
      for (const remedy of ['unlock', 'soft', 'hard'] as const) expect(share(remedy, code)).toBe(0)
    },
  )

  it('a hard reset helps more often than a soft one, and neither always', () => {
    for (const code of ['InternalError', 'ReaderFailure', 'PowerMeterFailure']) {
      expect(share('soft', code)).toBeGreaterThan(0.3)
      expect(share('hard', code)).toBeGreaterThan(share('soft', code))
      expect(share('hard', code)).toBeLessThan(1)
    }
  })

  it('an unlock helps a lock, and an emergency stop nothing', () => {
    expect(share('unlock', 'ConnectorLockFailure')).toBeGreaterThan(0.4)
    expect(share('unlock', 'InternalError')).toBe(0)
    const stop = FAULTS.find(({ info }) => info.startsWith('Emergency'))!
    expect(share('hard', stop.code, stop.info)).toBe(0)
  })
})
