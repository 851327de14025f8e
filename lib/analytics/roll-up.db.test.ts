import { beforeEach, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { aSession, aSite, aStation } from '../db/testing/fixtures'
import { rollUpNewHours } from './mutations'

const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
let stationId: bigint
let siteId: bigint

beforeEach(async () => {
  await pool().query('TRUNCATE session, reading, hourly_use, job_mark CASCADE')
  siteId = (await aSite()).id
  stationId = (await aStation({ siteId })).id
})

const reading = (sessionId: bigint, time: string, energyWh: number, receivedAt = at(time)) =>
  db().reading.create({
    data: { sessionId, stationId, evseNumber: 1, at: at(time), energyWh, receivedAt },
    select: { id: true },
  })
const end = (id: bigint, time: string, energyWh: number, total: string | null, pricedAt = at(time)) =>
  db().session.update({
    where: { id },
    data: {
      status: 'ended',
      endedAt: at(time),
      energyWh,
      priced: {
        upsert: {
          create: { total, unpricedReason: total === null ? 'no-tariff' : null, lines: [], pricedAt },
          update: { total, pricedAt },
        },
      },
    },
  })
const use = async () => {
  const rows = await db().hourlyUse.findMany({ orderBy: { hour: 'asc' } })
  return rows.map((row) => [
    row.hour.toISOString().slice(11, 16),
    row.sessions,
    Number(row.energyWh),
    Number(row.revenue),
    Number(row.peakW),
    row.unpriced,
  ])
}

const energies = async () => (await use()).map(([, , energy]) => energy)

test('a session is spread over its hours, its price belongs to the hour of its end', async () => {
  const { id } = await aSession(stationId, { siteId, startedAt: at('10:30') })
  await reading(id, '10:45', 2000)
  await reading(id, '11:15', 6000)
  await end(id, '11:30', 7000, '28')
  await rollUpNewHours(at('12:00'))
  expect(await use()).toEqual([
    ['10:00', 1, 4000, 0, 8000, 0],
    ['11:00', 0, 3000, 28, 8000, 0],
  ])
})

test('doing it again changes nothing, and hours without news are left alone', async () => {
  const { id } = await aSession(stationId, { siteId, startedAt: at('10:30') })
  await end(id, '10:50', 1000, null)
  expect(await rollUpNewHours(at('12:00'))).toEqual([at('10:00')])
  const before = await use()
  expect(before).toEqual([['10:00', 1, 1000, 0, 3000, 1]])
  expect(await rollUpNewHours(at('12:10'))).toEqual([])
  expect(await use()).toEqual(before)
})

test('what arrives late makes its own hours anew, and those between', async () => {
  const { id } = await aSession(stationId, { siteId, startedAt: at('08:00') })
  await end(id, '11:00', 3000, '10')
  await rollUpNewHours(at('12:00'))
  expect(await energies()).toEqual([1000, 1000, 1000, 0])
  await reading(id, '08:30', 2400, at('14:00'))
  expect(await rollUpNewHours(at('14:10'))).toHaveLength(4)
  expect(await energies()).toEqual([2520, 240, 240, 0])
})

test('a new price is booked where the session ended', async () => {
  const { id } = await aSession(stationId, { startedAt: at('08:00') })
  await end(id, '08:30', 1000, '10')
  await rollUpNewHours(at('12:00'))
  await end(id, '08:30', 1000, '12.50', at('13:00'))
  await rollUpNewHours(at('13:10'))
  expect(await use()).toEqual([['08:00', 1, 1000, 12.5, 2000, 0]])
})
