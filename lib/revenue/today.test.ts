import { expect, test } from 'vitest'
import { besideUsual, type HourTaken } from './today'

const at = (weeksAgo: number, hour: number, gross: number, soFar = gross): HourTaken => ({
  weeksAgo,
  hour,
  gross: String(gross),
  soFar: String(soFar),
})

/** It is half past nine. Of what ended between nine and ten on those days, some had by then. */
const taken = [at(0, 8, 10), at(0, 9, 5), at(1, 9, 40, 30), at(2, 9, 20, 10), at(3, 7, 7), at(3, 18, 100, 0)]

test('today stands beside the median of the same weekday up to the same time, and of the whole day', () => {
  const today = besideUsual(taken, 9, 4)
  expect(today).toMatchObject({ total: '15.0000', usualSoFar: '8.5000', usualDay: '30.0000' })
  expect(today.hours[8]).toEqual({ hour: 8, total: '10.0000', usual: '0.0000' })
  expect(today.hours[9]).toEqual({ hour: 9, total: '15.0000', usual: '13.5000' })
  expect(today.hours[10]).toEqual({ hour: 10, total: null, usual: '13.5000' })
})

test('a day without sales counts as one, a week before there was anything does not', () => {
  expect(besideUsual(taken, 9, 2)).toMatchObject({ usualSoFar: '20.0000' })
  expect(besideUsual(taken, 9, 1)).toMatchObject({ usualSoFar: null, usualDay: null })
})
