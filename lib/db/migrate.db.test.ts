import { expect, test } from 'vitest'
import { db, pool } from './client'
import { migrate } from './migrate'
import { diffDatabaseToSchema, withSchemaEngine } from './schema-engine'
import { aStation, aTariffVersion } from './testing/fixtures'

/** What the migrations add by hand and schema.prisma cannot say; everything else must be in both. */
const BY_HAND = [
  'detection_rule_once',
  'hourly_use_once',
  'ocpp_message_at_brin',
  'priced_session_priced_at_brin',
  'reading_once',
  'reading_received_at_brin',
  'session_received_at_brin',
  'station_event_received_at_brin',
  'status_event_received_at_brin',
  'subscriber_once',
].map((index) => `DROP INDEX "${index}";`)

/** Relations that Prisma reads along and the database does not check. */
const UNCHECKED = ['revenue_fact', 'session_event', 'session_phase'].map(
  (table) =>
    `ALTER TABLE "${table}" ADD CONSTRAINT "${table}_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;`,
)

test('the migrations lead to schema.prisma', async () => {
  const sql = await withSchemaEngine(process.env.DATABASE_URL!, diffDatabaseToSchema)
  const statements = sql.split('\n').filter((line) => line && !line.startsWith('--'))
  expect(statements.sort()).toEqual([...UNCHECKED, ...BY_HAND].sort())
})

test('a second migrate, and two at once, change nothing', async () => {
  expect(await Promise.all([migrate(process.env.DATABASE_URL!), migrate(process.env.DATABASE_URL!)])).toEqual([[], []])
})

test('a reading that is replayed cannot be stored twice, also outside a session', async () => {
  const insert = `INSERT INTO reading (at, station_id, evse_number, received_at) VALUES ('2026-01-01T00:00Z', 1, 1, now()) ON CONFLICT DO NOTHING`
  const counts = [await pool().query(insert), await pool().query(insert)].map((result) => result.rowCount)
  expect(counts).toEqual([1, 0])
})

test('station identities differ by more than case', async () => {
  await aStation({ identity: 'SE-one' })
  await expect(aStation({ identity: 'se-ONE' })).rejects.toThrow()
})

test('there is one default tariff at most', async () => {
  await aTariffVersion([], { isDefault: true })
  await expect(aTariffVersion([], { isDefault: true })).rejects.toThrow()
})

test('a word outside its list is refused', async () => {
  await expect(db().user.create({ data: { email: 'a@example.com', role: 'root' } })).rejects.toThrow()
})
