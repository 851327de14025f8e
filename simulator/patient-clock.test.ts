import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { systemWireClock } from '../ocpp-server/wire/wire-clock'
import { patient } from './patient-clock'

const DAY_MS = 86_400_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it.each([1, 24, 25, 90])('a timer %d days away comes then, not at once', (days) => {
  const run = vi.fn()
  patient(systemWireClock).setTimer(run, days * DAY_MS)
  vi.advanceTimersByTime(days * DAY_MS - 1)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(run).toHaveBeenCalledOnce()
})

it.each([1, 90])('a timer %d days away can be called off at any time', (days) => {
  const run = vi.fn()
  const clock = patient(systemWireClock)
  const timer = clock.setTimer(run, days * DAY_MS)
  vi.advanceTimersByTime(days * DAY_MS - 1)
  clock.clearTimer(timer)
  vi.advanceTimersByTime(2 * DAY_MS)
  expect(run).not.toHaveBeenCalled()
})
