import { afterAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '../access/actor'
import { bus } from '../bus/process-bus'
import { type CommandResult, claimCommand, settleCommand } from '../commands/mutations/settle-command'
import { saveConfiguration } from '../configuration/mutations'
import { db, pool } from '../db/client'
import { anActor, aSite, aStation, aUser } from '../db/testing/fixtures'
import { removeOfflinePolicy, setOfflinePolicy } from '../offline-policy/mutations/set-offline-policy'
import { isSameValue } from './drift'
import { advanceRounds } from './mutations/advance-rounds'
import { askForRound } from './mutations/ask-for-round'
import { archiveTemplate, createTemplate, editTemplate } from './mutations/manage-templates'
import { repairStation } from './mutations/repair'
import { repairAfterBoot } from './mutations/repair-after-boot'
import { listOverruled } from './queries/list-overruled'
import { listRounds } from './queries/list-rounds'
import { getTemplate, listDriftedStations, listStationDrift, listTemplates } from './queries/list-templates'
import { sameValueSql } from './standing-sql'

const operator = anActor('operator')
const us = systemActor('system')
afterAll(() => bus().close())
beforeEach(async () => {
  await db().configurationTemplate.deleteMany()
})

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** An online 1.6 station of one kind that has told these keys. */
async function aToldStation(values: Record<string, string>, over: { siteId?: bigint; bootedAt?: Date } = {}) {
  const station = await aStation({ siteId: over.siteId })
  await db().stationState.update({
    where: { stationId: station.id },
    data: {
      online: true,
      protocol: 'ocpp1.6',
      vendor: 'Maker',
      model: 'One',
      firmware: '1',
      bootedAt: over.bootedAt ?? minutesAgo(5),
    },
  })
  await tells(station.id, values)
  return station
}
const tells = (stationId: bigint, values: Record<string, string>) =>
  saveConfiguration({
    stationId,
    receivedAt: new Date(),
    values: Object.entries(values).map(([key, value]) => ({
      component: '',
      instance: '',
      evseNumber: 0,
      key,
      attribute: 'Actual',
      value,
    })),
  })
const aTemplate = (over: Partial<Parameters<typeof createTemplate>[1]> = {}) =>
  createTemplate(operator, {
    name: 'Maker One',
    vendor: 'maker',
    values: [
      { key: 'HeartbeatInterval', value: '300' },
      { key: 'LocalPreAuthorize', value: 'true' },
    ],
    ...over,
  })
const commandsOf = async (stationId: bigint) =>
  (await db().command.findMany({ where: { stationId }, orderBy: { id: 'asc' } })).map(
    ({ id, type, payload, requestedBy }) => ({
      id,
      type,
      requestedBy,
      payload: payload as unknown as { keys?: string[]; values?: object[] },
    }),
  )

/** The station is told, and answers. */
async function answer(commandId: bigint, result: CommandResult) {
  await claimCommand(commandId, 'gateway:test')
  await settleCommand(commandId, result)
}

test('D-40 drift is shown per template and per station, and repaired with one click', async () => {
  const site = await aSite()
  const right = await aToldStation({ HeartbeatInterval: '300', LocalPreAuthorize: 'TRUE' }, { siteId: site.id })
  const wrong = await aToldStation({ heartbeatinterval: '60', LocalPreAuthorize: 'true' })
  const { id } = await aTemplate()
  expect(await listTemplates(operator)).toMatchObject([{ id, stations: 2, drifted: 1, unread: 0 }])
  expect(await listTemplates(anActor('operator', { siteIds: [site.id] }))).toMatchObject([{ stations: 1, drifted: 0 }])
  expect(await getTemplate(operator, id)).toMatchObject({ stations: 2, drifted: 1, unread: 0 })
  const { rows } = await listDriftedStations(operator, id)
  const states = rows.map(({ id, lines }) => [id, lines.map(({ state }) => state)])
  expect(states).toContainEqual([wrong.identity, ['differs', 'same']])
  expect(await listStationDrift(operator, right.identity)).toMatchObject([{ state: 'same' }, { state: 'same' }])

  expect(await repairStation(operator, wrong.identity)).toEqual({ values: 1 })
  expect(await commandsOf(wrong.id)).toMatchObject([
    { type: 'set-configuration', payload: { values: [{ key: 'HeartbeatInterval', value: '300' }] } },
  ])
  await expect(repairStation(operator, right.identity)).rejects.toMatchObject({ code: 'conflict' })
})

test('D-40 a template’s stations are read by key, found and narrowed where they are, each once', async () => {
  const told = [{ HeartbeatInterval: '300' }, { HeartbeatInterval: '60' }, {}, { HeartbeatInterval: '60' }]
  const stations: Awaited<ReturnType<typeof aToldStation>>[] = []
  for (const values of told) stations.push(await aToldStation(values as Record<string, string>))
  await db().stationState.updateMany({
    where: { stationId: { in: stations.map(({ id }) => id) } },
    data: { model: 'Paged' },
  })
  const { id } = await aTemplate({ model: 'paged', values: [{ key: 'HeartbeatInterval', value: '300' }] })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listDriftedStations(operator, id, { limit: 3, cursor })
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(seen).toEqual(stations.map(({ identity }) => identity).sort())
  const idsOf = async (filter: Parameters<typeof listDriftedStations>[2]) =>
    (await listDriftedStations(operator, id, filter)).rows.map((row) => row.id)
  const [same, wrong, unread, other] = stations.map(({ identity }) => identity)
  expect(await idsOf({ standing: 'wrong' })).toEqual([wrong, other].sort())
  expect(await idsOf({ standing: 'unread' })).toEqual([unread])
  expect(await idsOf({ standing: 'same' })).toEqual([same])
  expect(await idsOf({ search: wrong!.toLowerCase() })).toEqual([wrong])
  expect(await idsOf({ search: '%' })).toEqual([])
  await expect(listDriftedStations(operator, id, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid' })
})

test.each([
  ['ocpp1.6', '', '', 0, 0, 'HeartbeatInterval', ' heartbeatINTERVAL'],
  ['ocpp1.6', '', '', 0, 0, 'Vendor.Key', 'vendor.key'],
  ['ocpp2.0.1', 'OCPPCommCtrlr', '', 0, 0, 'HeartbeatInterval', 'OCPPCommCtrlr/HeartbeatInterval'],
  ['ocpp2.0.1', 'A', 'one/two', 2, 1, 'B', 'A[one]@2.1.B[two]'],
  ['ocpp2.0.1', 'A', '/two', 2, 0, 'B', 'A@2.B[two]'],
  ['ocpp2.1', 'A', 'one/', 0, 0, 'B', 'a[ONE].b'],
])(
  'D-40 counted in SQL as judged by station: %s %s %s %i %i %s is %s',
  async (protocol, component, instance, evseNumber, connectorNumber, key, name) => {
    const station = await aToldStation({})
    await db().stationState.update({ where: { stationId: station.id }, data: { protocol, model: name } })
    const { id } = await aTemplate({ model: name, values: [{ key: name.trim(), value: '1' }] })
    const { stations, unread } = await getTemplate(operator, id)
    expect({ stations, unread }).toEqual({ stations: 1, unread: 1 })
    const told = { component, instance, evseNumber, connectorNumber, key, attribute: 'Actual', value: '1' }
    await saveConfiguration({ stationId: station.id, receivedAt: new Date(), values: [told] })
    expect(await getTemplate(operator, id)).toMatchObject({ drifted: 0, unread: 0 })
    expect(await listStationDrift(operator, station.identity)).toMatchObject([{ state: 'same' }])
  },
)

test.each([
  ['true', 'TRUE ', null],
  ['300', '300.0', null],
  ['1e2', '100', null],
  ['+5', '5.', null],
  ['0x1f', '31', null],
  ['300', '301', null],
  ['', '0', null],
  ['1e999', '1e998', null],
  ['A,B', 'B, a', null],
  ['A,B', 'B,A', 'SequenceList'],
  ['A, B', 'A,B', 'SequenceList'],
  ['A,B', 'A', null],
  ['10,9', '9,10', null],
])('D-41 SQL and the browser agree on %j and %j (%s)', async (a, b, dataType) => {
  const { rows } = await pool().query<{ same: boolean }>(
    `SELECT ${sameValueSql('a', 'b', 'data_type')} AS same FROM (SELECT $1::text AS a, $2::text AS b, $3::text AS data_type) AS pair`,
    [a, b, dataType],
  )
  expect(rows[0]?.same).toBe(isSameValue(a, b, dataType))
})

test('D-45 a whole template at a time: the click leaves the wish, the worker goes from station to station', async () => {
  const { id: userId } = await aUser('operator')
  const actor = anActor('operator', { ref: `user:${userId}` })
  const stations: Awaited<ReturnType<typeof aToldStation>>[] = []
  for (let count = 0; count < 101; count++) stations.push(await aToldStation({ HeartbeatInterval: '60' }))
  await db().stationState.updateMany({
    where: { stationId: { in: stations.map(({ id }) => id) } },
    data: { model: 'Many' },
  })
  const [offline] = stations
  await db().stationState.update({ where: { stationId: offline!.id }, data: { online: false } })
  const { id } = await aTemplate({ values: [{ key: 'HeartbeatInterval', value: '300' }], model: 'MANY' })

  const round = await askForRound(actor, id, 'repair')
  expect(round).toMatchObject({ stations: 101 })
  const commands = () => db().command.count({ where: { stationId: { in: stations.map((one) => one.id) } } })
  expect(await commands()).toBe(0)
  expect(await askForRound(operator, id, 'repair')).toEqual(round)
  await advanceRounds(new Date())
  expect(await listRounds(operator, id)).toMatchObject([
    { kind: 'repair', asked: 99, left: 1, stations: 101, endedAt: null },
  ])
  await advanceRounds(new Date())
  await advanceRounds(new Date())
  expect(await commands()).toBe(100)
  expect(await listRounds(operator, id)).toMatchObject([{ asked: 100, left: 1, endedAt: expect.any(Date) }])
  const asked = await db().command.findFirst({ where: { stationId: stations[1]!.id } })
  expect(asked).toMatchObject({ requestedBy: actor.ref, type: 'set-configuration' })
  const acts = await db().auditEntry.findMany({ where: { subject: `template:${id}`, act: 'template.repair' } })
  expect(acts).toMatchObject([{ actor: actor.ref, after: { stations: 101 } }])
  await expect(askForRound(operator, 999_999n, 'repair')).rejects.toMatchObject({ code: 'not-found' })
})

test('D-45 a round goes no further than its asker may at that time', async () => {
  const { id: userId } = await aUser('operator')
  const station = await aToldStation({})
  await db().stationState.update({ where: { stationId: station.id }, data: { model: 'Left' } })
  const { id } = await aTemplate({ model: 'Left' })
  expect(await askForRound(operator, id, 'repair')).toMatchObject({ stations: 0 })
  expect(await listRounds(operator, id)).toMatchObject([{ kind: 'repair', asked: 0, endedAt: expect.any(Date) }])
  await askForRound(anActor('operator', { ref: `user:${userId}` }), id, 'read')
  await db().user.update({ where: { id: userId }, data: { active: false } })
  await advanceRounds(new Date())
  expect(await listRounds(operator, id, 1)).toMatchObject([{ kind: 'read', asked: 0, endedAt: expect.any(Date) }])
  expect(await commandsOf(station.id)).toEqual([])
})

test('D-44 where the offline policy wants another value it holds, and the two do not take turns', async () => {
  const site = await aSite()
  const station = await aToldStation({ LocalPreAuthorize: 'false', HeartbeatInterval: '60' }, { siteId: site.id })
  const elsewhere = await aToldStation({ LocalPreAuthorize: 'false', HeartbeatInterval: '300' })
  const mine = [station.id, elsewhere.id]
  await db().stationState.updateMany({ where: { stationId: { in: mine } }, data: { model: 'Both' } })
  await setOfflinePolicy(operator, site.id, { preAuthorise: false })
  const { id } = await aTemplate({ model: 'Both', repairOnBoot: true })
  expect(await getTemplate(operator, id)).toMatchObject({ stations: 2, drifted: 2, overruled: 1 })
  const { rows } = await listDriftedStations(operator, id, { standing: 'overruled' })
  expect(rows.map((row) => row.id)).toEqual([station.identity])
  expect(await listStationDrift(operator, station.identity)).toMatchObject([
    { state: 'differs' },
    { state: 'overruled' },
  ])

  const place = {
    siteId: String(site.id),
    templateId: String(id),
    keys: [{ key: 'LocalPreAuthorize', holds: 'false' }],
  }
  expect(await listOverruled(operator)).toMatchObject([place])
  expect(await listOverruled(anActor('operator', { siteIds: [] }))).toEqual([])
  await repairAfterBoot(new Date())
  const [reading] = await commandsOf(station.id)
  await answer(reading!.id, { stage: 'confirmed', answer: { results: [] }, error: null })
  await repairAfterBoot(new Date())
  expect((await commandsOf(station.id))[1]).toMatchObject({
    type: 'set-configuration',
    payload: { values: [{ key: 'HeartbeatInterval', value: '300' }] },
  })
  // Where nobody wants otherwise the template is followed.
  expect(await listStationDrift(operator, elsewhere.identity)).toMatchObject([{ state: 'same' }, { state: 'differs' }])
  await removeOfflinePolicy(operator, site.id)
  expect(await getTemplate(operator, id)).toMatchObject({ overruled: 0 })
})

test('D-40 templates are written, changed and archived with a trace', async () => {
  const { id } = await aTemplate()
  await expect(
    createTemplate(anActor('technician'), { name: 'x', values: [{ key: 'A', value: '1' }] }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(aTemplate({ values: [] })).rejects.toMatchObject({ code: 'invalid' })
  await editTemplate(operator, id, { name: 'Renamed', values: [{ key: 'A', value: '1' }] })
  await archiveTemplate(operator, id)
  expect(await listTemplates(operator)).toEqual([])
  expect(await listTemplates(operator, { withArchived: true })).toMatchObject([
    { name: 'Renamed', archived: true, stations: 0 },
  ])
  await archiveTemplate(operator, id, false)
  const acts = await db().auditEntry.findMany({ where: { subject: `template:${id}` }, orderBy: { id: 'asc' } })
  expect(acts.map(({ act }) => act)).toEqual([
    'template.create',
    'template.edit',
    'template.archive',
    'template.restore',
  ])
})

test('D-42 after a boot its keys are read once, then what differs is set once; a refusal stands', async () => {
  const station = await aToldStation({ HeartbeatInterval: '60' })
  const other = await aToldStation({ HeartbeatInterval: '60' }, { bootedAt: new Date() }) // still settling
  const { id } = await aTemplate({ repairOnBoot: true, values: [{ key: 'HeartbeatInterval', value: '300' }] })
  const types = async () => (await commandsOf(station.id)).map(({ type, requestedBy }) => `${requestedBy} ${type}`)
  const beat = () => repairAfterBoot(new Date())
  await beat()
  await beat()
  expect(await types()).toEqual(['worker get-configuration'])
  const [reading] = await commandsOf(station.id)
  await answer(reading!.id, { stage: 'confirmed', answer: { results: [] }, error: null })
  await beat()
  await beat()
  expect(await types()).toEqual(['worker get-configuration', 'worker set-configuration'])
  const setting = (await commandsOf(station.id))[1]
  const results = [{ key: 'HeartbeatInterval', status: 'Rejected' }]
  await answer(setting!.id, { stage: 'rejected', answer: { status: 'Rejected', results }, error: null })
  expect(await listStationDrift(us, station.identity)).toMatchObject([{ state: 'refused' }])
  await beat()
  // It boots again: read again, and still not tried again.
  await db().stationState.update({
    where: { stationId: station.id },
    data: { bootedAt: new Date(Date.now() - 16_000) },
  })
  await db().command.updateMany({ where: { stationId: station.id }, data: { queuedAt: minutesAgo(4) } })
  await db().configurationTemplate.update({ where: { id }, data: { updatedAt: minutesAgo(60) } })
  await beat()
  const again = (await commandsOf(station.id))[2]
  await answer(again!.id, { stage: 'confirmed', answer: { results: [] }, error: null })
  await beat()
  expect(await types()).toEqual(['worker get-configuration', 'worker set-configuration', 'worker get-configuration'])
  // Another template is another matter.
  await editTemplate(operator, id, {
    name: 'Maker One',
    vendor: 'maker',
    repairOnBoot: true,
    values: [{ key: 'HeartbeatInterval', value: '600' }],
  })
  await beat()
  expect((await commandsOf(station.id)).at(-1)).toMatchObject({
    type: 'set-configuration',
    payload: { values: [{ key: 'HeartbeatInterval', value: '600' }] },
  })
  expect(await commandsOf(other.id)).toEqual([])
})
