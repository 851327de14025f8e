import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ScopedEvent } from '../lib/live/events'
import type { Showable } from '../lib/sessions/session-outcome'
import { createSessionScreen } from './session-screen'

let shown: unknown[]
let workedOut: number
let errors: unknown[]
let screen: ReturnType<typeof createSessionScreen>

const state = (name: string, isOver = false): Showable => ({
  isOver,
  show() {
    workedOut += 1
    if (name === 'bad') throw new Error('bad')
    return name as never as ScopedEvent
  },
})

beforeEach(() => {
  vi.useFakeTimers()
  shown = []
  errors = []
  workedOut = 0
  screen = createSessionScreen({ publish: (event) => shown.push(event), onError: (error) => errors.push(error) })
})
afterEach(() => vi.useRealTimers())

test('the first state is shown at once, of those that follow quickly only the newest, and nothing is worked out in vain', () => {
  for (const name of ['a', 'b', 'c']) screen.show(1n, state(name))
  expect(shown).toEqual(['a'])
  vi.advanceTimersByTime(250)
  expect(shown).toEqual(['a', 'c'])
  vi.advanceTimersByTime(1000)
  screen.show(1n, state('d'))
  expect(shown).toEqual(['a', 'c', 'd'])
  expect(workedOut).toBe(3)
})

test('a session that is over is shown at once, and nothing older after it', () => {
  screen.show(1n, state('a'))
  screen.show(1n, state('b'))
  screen.show(1n, state('over', true))
  screen.show(1n, state('corrected', true))
  vi.advanceTimersByTime(1000)
  expect(shown).toEqual(['a', 'over', 'corrected'])
  expect(vi.getTimerCount()).toBe(0)
})

test('sessions do not wait for each other; what waits at the end is shown', () => {
  for (const id of [1n, 2n]) for (const name of ['a', 'b']) screen.show(id, state(`${name}${id}`))
  expect(shown).toEqual(['a1', 'a2'])
  screen.close()
  expect(shown).toEqual(['a1', 'a2', 'b1', 'b2'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a state that cannot be worked out is reported, and the next one is shown', () => {
  screen.show(1n, state('bad'))
  screen.show(1n, state('b'))
  vi.advanceTimersByTime(250)
  expect([shown, errors]).toEqual([['b'], [new Error('bad')]])
})
