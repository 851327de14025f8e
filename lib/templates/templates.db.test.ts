import { afterAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '../access/actor'
import { bus } from '../bus/process-bus'
import { type CommandResult, claimCommand, settleCommand } from '../commands/mutations/settle-command'
import { saveConfiguration } from '../configuration/mutations'
import { db } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { archiveTemplate, createTemplate, editTemplate } from './mutations/manage-templates'
import { repairStation, repairTemplate } from './mutations/repair'
import { repairAfterBoot } from './mutations/repair-after-boot'
import { getTemplate, listStationDrift, listTemplates } from './queries/list-templates'

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
  const { drift } = await getTemplate(operator, id)
  const states = drift.map(({ id, lines }) => [id, lines.map(({ state }) => state)])
  expect(states).toContainEqual([wrong.identity, ['differs', 'same']])
  expect(await listStationDrift(operator, right.identity)).toMatchObject([{ state: 'same' }, { state: 'same' }])
  expect(await repairStation(operator, wrong.identity)).toEqual({ values: 1 })
  expect(await commandsOf(wrong.id)).toMatchObject([
    { type: 'set-configuration', payload: { values: [{ key: 'HeartbeatInterval', value: '300' }] } },
  ])
  await expect(repairStation(operator, right.identity)).rejects.toMatchObject({ code: 'conflict' })
})

test('D-40 a whole template at a time; offline stations are left', async () => {
  const online = await aToldStation({ HeartbeatInterval: '60' })
  const offline = await aToldStation({ HeartbeatInterval: '60' })
  await db().stationState.update({ where: { stationId: offline.id }, data: { online: false } })
  const { id } = await aTemplate({ values: [{ key: 'HeartbeatInterval', value: '300' }], model: 'ONE' })
  await db().stationState.updateMany({
    where: { stationId: { notIn: [online.id, offline.id] } },
    data: { model: 'Two' },
  })
  expect(await repairTemplate(operator, id)).toEqual({ asked: 1, left: 1 })
  expect(await commandsOf(online.id)).toHaveLength(1)
  await expect(repairTemplate(operator, 999_999n)).rejects.toMatchObject({ code: 'not-found' })
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
