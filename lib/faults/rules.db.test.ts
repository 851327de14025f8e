import { expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { DAY_MS, MINUTE_MS } from '../kernel/time'
import { resetRule, setRule } from './mutations/set-rule'
import { listRules } from './queries/list-rules'
import { previewRule } from './queries/preview-rule'

const operator = anActor('operator')
const NOW = new Date()

const viewOf = async (rule: string, actor = operator) => (await listRules(actor)).find((view) => view.rule === rule)!

test('a rule is set for the network, for a site, and taken back', async () => {
  const site = await aSite()
  expect(await viewOf('faulted')).toMatchObject({
    network: { isEnabled: true, limits: { after: 30 }, isChanged: false },
  })
  await setRule(operator, null, { rule: 'faulted', isEnabled: true, thresholds: { after: 120 } })
  await setRule(operator, site.id, { rule: 'faulted', isEnabled: false, thresholds: {} })
  const set = await viewOf('faulted')
  expect(set.network).toEqual({ isEnabled: true, limits: { after: 120, goodFor: 5 }, isChanged: true })
  // What the site leaves open is the network's.
  expect(set.sites).toMatchObject([{ siteId: site.id, isEnabled: false, limits: { after: 120 } }])
  await resetRule(operator, null, 'faulted')
  expect((await viewOf('faulted')).network).toMatchObject({ limits: { after: 30 }, isChanged: false })
  const acts = await db().auditEntry.findMany({
    where: { subject: { startsWith: 'rule:faulted' } },
    orderBy: { id: 'asc' },
  })
  expect(acts.map(({ act }) => act)).toEqual(['fault-rule.set', 'fault-rule.set', 'fault-rule.reset'])
})

test('limits out of bounds, of nothing, or out of scope are refused', async () => {
  const site = await aSite()
  const set = (thresholds: Record<string, number>) =>
    setRule(operator, null, { rule: 'faulted', isEnabled: true, thresholds })
  await expect(set({ after: -1 })).rejects.toMatchObject({ code: 'invalid', details: { after: 'out-of-range' } })
  await expect(set({ sometimes: 1 })).rejects.toMatchObject({ code: 'invalid', details: { sometimes: 'unknown' } })
  const held = anActor('operator', { siteIds: [site.id] })
  await expect(resetRule(held, null, 'faulted')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(resetRule(held, site.id + 1n, 'faulted')).rejects.toMatchObject({ code: 'not-found' })
  await setRule(held, site.id, { rule: 'offline', isEnabled: true, thresholds: { grace: 30 } })
  expect((await viewOf('offline', held)).sites).toHaveLength(1)
  await expect(
    previewRule(held, site.id + 1n, { rule: 'offline', isEnabled: true, thresholds: {} }),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a preview says how many faults a rule would have opened, from what is stored', async () => {
  const site = await aSite()
  const stations = [await aStation({ siteId: site.id }), await aStation({ siteId: site.id })]
  const at = (days: number, minutes = 0) => new Date(NOW.getTime() - days * DAY_MS + minutes * MINUTE_MS)
  const status = (stationId: bigint, word: string, when: Date) =>
    db().statusEvent.create({
      data: { stationId, evseNumber: 1, connectorNumber: 1, status: word, at: when, receivedAt: when },
    })
  for (const days of [20, 10, 5]) {
    await status(stations[0]!.id, 'faulted', at(days))
    await status(stations[0]!.id, 'available', at(days, 20))
  }
  await status(stations[0]!.id, 'faulted', at(45))
  await status(stations[0]!.id, 'available', at(45, 20))
  const preview = (after: number) =>
    previewRule(operator, site.id, { rule: 'faulted', isEnabled: true, thresholds: { after } }, NOW)
  expect(await preview(60)).toMatchObject({ faults: 3, places: 1, lookedAt: 2, of: 2, opened: 0 })
  expect(await preview(3000)).toMatchObject({ faults: 0, places: 0 })
  expect(await db().fault.count()).toBe(0)
})

test('a preview of whole sites looks at their stations together', async () => {
  const site = await aSite()
  for (let index = 0; index < 3; index++) {
    const { id } = await aStation({ siteId: site.id })
    const link = (kind: string, minutes: number) => {
      const when = new Date(NOW.getTime() - DAY_MS + minutes * MINUTE_MS)
      return db().stationEvent.create({ data: { stationId: id, kind, name: kind, at: when, receivedAt: when } })
    }
    await link('connected', 0)
    await link('disconnected', 60 + index)
    await link('connected', 120 + index)
  }
  // Two of four at another site are not the site, also when the two others said nothing all month.
  const quiet = await aSite()
  const four = await Promise.all([1, 2, 3, 4].map(() => aStation({ siteId: quiet.id })))
  for (const { id } of four.slice(0, 2)) {
    for (const [kind, minutes] of [
      ['disconnected', 60],
      ['connected', 120],
    ] as const) {
      const when = new Date(NOW.getTime() - DAY_MS + minutes * MINUTE_MS)
      await db().stationEvent.create({ data: { stationId: id, kind, name: kind, at: when, receivedAt: when } })
    }
  }
  const ofQuiet = { rule: 'site-down', isEnabled: true, thresholds: {} } as const
  expect(await previewRule(operator, quiet.id, ofQuiet, NOW)).toMatchObject({ faults: 0, lookedAt: 4 })
  const preview = (within: number) =>
    previewRule(operator, site.id, { rule: 'site-down', isEnabled: true, thresholds: { within, stations: 3 } }, NOW)
  expect(await preview(5)).toMatchObject({ faults: 1, places: 1, lookedAt: 3 })
  expect(await preview(1)).toMatchObject({ faults: 0 })
})

test('a preview of part of a large network says so, and between what the whole lies', async () => {
  await db().station.updateMany({ data: { registration: 'rejected' } })
  await pool().query(
    `WITH made AS (INSERT INTO station (identity, registration) SELECT 'BIG-' || n, 'accepted' FROM generate_series(1, 500) AS n RETURNING id, identity)
     INSERT INTO status_event (station_id, evse_number, connector_number, status, at, received_at)
     SELECT id, 1, 1, word.status, word.at, word.at FROM made
     CROSS JOIN LATERAL (VALUES ('faulted', $1::timestamptz), ('available', $1::timestamptz + interval '20 minutes')) AS word(status, at)
     WHERE right(identity, 1) = '7'`,
    [new Date(NOW.getTime() - 5 * DAY_MS)],
  )
  const input = { rule: 'faulted', isEnabled: true, thresholds: {} } as const
  const preview = await previewRule(operator, null, input, NOW)
  expect(preview).toMatchObject({ lookedAt: 400, of: 500, estimate: { low: expect.any(Number) } })
  const { low, likely, high } = preview.estimate!
  // There are fifty.
  expect([low <= 50, 50 <= high, low >= preview.faults, low <= likely, likely <= high]).toEqual(Array(5).fill(true))
  expect(await previewRule(operator, null, { ...input, isEnabled: false }, NOW)).toMatchObject({ estimate: null })
})
