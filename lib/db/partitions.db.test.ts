import { expect, test } from 'vitest'
import { pool } from './client'
import { dropOldPartitions, ensurePartitions } from './partitions'

const message = (at: string) =>
  pool().query(
    `INSERT INTO ocpp_message (at, station_id, direction, protocol, message_id, action, request) VALUES ($1, 1, 'in', 'ocpp1.6', 'a', 'Heartbeat', '{}')`,
    [at],
  )
const homes = async () => {
  const { rows } = await pool().query('SELECT tableoid::regclass::text AS home FROM ocpp_message ORDER BY at')
  return rows.map((row) => row.home)
}

test('a row without a partition is kept, moves when its partition comes, and goes with its day', async () => {
  await message('2031-05-01T23:59:59.999Z')
  await message('2031-05-02T00:00:00.000Z')
  expect(await homes()).toEqual(['ocpp_message_default', 'ocpp_message_default'])

  await ensurePartitions(new Date('2031-05-02T12:00:00Z'))
  await ensurePartitions(new Date('2031-05-02T12:00:00Z'))
  expect(await homes()).toEqual(['ocpp_message_20310501', 'ocpp_message_20310502'])

  expect(await dropOldPartitions(new Date('2031-05-04T00:00:00Z'), 2)).toContain('ocpp_message_20310501')
  expect(await homes()).toEqual(['ocpp_message_20310502'])
})

test('readings are cut by month, as far back as asked', async () => {
  await ensurePartitions(new Date('2032-03-15T00:00:00Z'), { since: new Date('2031-12-31T00:00:00Z') })
  const { rows } = await pool().query(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'reading'::regclass AND inhrelid::regclass::text ~ '_(203112|2032)' ORDER BY 1`,
  )
  expect(rows.map((row) => row.name)).toEqual([
    'reading_203112',
    'reading_203201',
    'reading_203202',
    'reading_203203',
    'reading_203204',
    'reading_203205',
  ])
})

test('old rows in the default partition go too', async () => {
  await message('1999-01-01T00:00:00Z')
  await dropOldPartitions(new Date('2031-06-01T00:00:00Z'), 60)
  expect(await homes()).not.toContain('ocpp_message_default')
})
