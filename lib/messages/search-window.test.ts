import { expect, test } from 'vitest'
import { DAY_MS } from '../kernel/time'
import { firstWindow, newestWindow, nextWindow } from './search-window'

const now = new Date('2026-11-20T12:00:00Z')

test('windows join without gap or overlap and reach everything in few steps while they are quick', () => {
  let window = newestWindow('network', now)
  let steps = 0
  for (let next = nextWindow(window, 5); next !== null; next = nextWindow(window, 5)) {
    expect(next.before).toEqual(window.from)
    window = next
    steps++
  }
  expect(window.from).toBeNull()
  expect(steps).toBeLessThan(12)
})

test('a slow window makes the next one narrower, but never empty', () => {
  const first = firstWindow('station', now)
  expect(nextWindow(first, 1000)?.widthMs).toBe(first.widthMs / 4)
  expect(nextWindow(first, 100)?.widthMs).toBe(first.widthMs)
  let window = first
  for (let step = 0; step < 50; step++) window = nextWindow(window, 1000) ?? window
  expect(window.widthMs).toBe(1000)
})

test('the newest window takes in a clock a little ahead', () => {
  expect(newestWindow('network', now).before.getTime()).toBe(now.getTime() + 60_000)
  expect(newestWindow('station', now).from!.getTime()).toBeLessThan(now.getTime() - DAY_MS / 8)
})
