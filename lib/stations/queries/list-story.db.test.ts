import { beforeAll, expect, it } from 'vitest'
import { listConfiguration } from '../../configuration/queries/list-configuration'
import { db } from '../../db/client'
import { anActor, aSession, aStation, aUser } from '../../db/testing/fixtures'
import { listStory } from './list-story'

const operator = anActor('operator')
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute))
let identity: string

beforeAll(async () => {
  const station = await aStation()
  identity = station.identity
  const user = await aUser('operator', { name: 'Anna Berg' })
  const row = { stationId: station.id, receivedAt: at(0) }
  await db().stationEvent.create({ data: { ...row, kind: 'connected', name: 'ocpp1.6', at: at(1) } })
  // The same instant twice: a page must neither lose nor repeat one of them.
  for (const connectorNumber of [1, 2]) {
    await db().statusEvent.create({
      data: {
        ...row,
        evseNumber: connectorNumber,
        connectorNumber,
        status: 'faulted',
        errorCode: 'GroundFailure',
        at: at(2),
      },
    })
  }
  const { id } = await aSession(station.id, { startedAt: at(3), endedAt: at(5), status: 'ended', stopReason: 'Local' })
  await db().command.create({
    data: {
      stationId: station.id,
      type: 'stop',
      payload: {},
      stage: 'confirmed',
      requestedBy: 'user:1',
      queuedAt: at(4),
      expiresAt: at(5),
      sessionId: id,
    },
  })
  await db().auditEntry.create({
    data: { at: at(6), actor: `user:${user.id}`, act: 'station.edit', subject: `station:${identity}` },
  })
  await db().auditEntry.create({
    data: { at: at(6), actor: `user:${user.id}`, act: 'command.stop', subject: `station:${identity}` },
  })
  const value = { stationId: station.id, updatedAt: at(0) }
  await db().configurationValue.create({ data: { ...value, key: 'HeartbeatInterval', value: '300' } })
  await db().configurationValue.create({
    data: { ...value, component: 'EVSE', evseNumber: 1, key: 'Power', value: '11', readonly: true },
  })
})

it('tells everything in one line of time, newest first, whoever caused it', async () => {
  const { rows, next } = await listStory(operator, identity)
  expect(next).toBeNull()
  expect(rows.map(({ kind, what, detail }) => [kind, what, detail])).toEqual([
    ['people', 'station.edit', 'Anna Berg'],
    ['session', 'ended', 'Local'],
    ['command', 'stop', 'confirmed'],
    ['session', 'started', null],
    ['status', 'faulted', null],
    ['status', 'faulted', null],
    ['event', 'connected', 'ocpp1.6'],
  ])
  expect(rows[4]).toMatchObject({ evse: 2, errorCode: 'GroundFailure' })
})

it('comes in pages that lose and repeat nothing', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listStory(operator, identity, { cursor, limit: 2 })
    seen.push(...page.rows.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual((await listStory(operator, identity)).rows.map(({ id }) => id))
})

it('names people only to those who manage stations', async () => {
  const { rows } = await listStory(anActor('viewer'), identity)
  expect(rows[0]).toMatchObject({ kind: 'people', detail: null })
})

it('knows what the station has said of its configuration, by the name a command uses', async () => {
  expect(
    (await listConfiguration(operator, identity)).map(({ name, value, readonly }) => [name, value, readonly]),
  ).toEqual([
    ['HeartbeatInterval', '300', false],
    ['EVSE@1.Power', '11', true],
  ])
})
