import { afterAll, describe, expect, test, vi } from 'vitest'
import type { BusMessages } from '../bus/bus'
import { bus, closeBus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor, aSession, aSite, aStation } from '../db/testing/fixtures'
import type { CommandInput } from './command'
import { requestCommand } from './mutations/request-command'
import { claimCommand, confirmCommand, expireCommands, settleCommand, settleOrphans } from './mutations/settle-command'
import { problem } from './problem'
import { getCommand, listCommands, listQueuedCommands, listUnconfirmedCommands } from './queries'

afterAll(closeBus)

const operator = anActor('operator')
const reset: CommandInput = { type: 'reset', kind: 'soft' }
const refused = (code: string) => expect.objectContaining({ code })

async function anOnlineStation(over: Parameters<typeof aStation>[0] = {}, protocol = 'ocpp1.6') {
  const station = await aStation(over)
  await db().stationState.update({ where: { stationId: station.id }, data: { online: true, protocol } })
  return station
}

describe('C-1 asking for a command', () => {
  test('queues it, says so in the audit log and on the bus, and returns at once', async () => {
    const station = await anOnlineStation()
    const heard: unknown[] = []
    await bus().subscribe('command', (message: BusMessages['command']) => heard.push(message))
    await bus().subscribe('live', ({ event }) => heard.push(event))
    const { id } = await requestCommand(operator, station.identity.toLowerCase(), reset)
    expect(await getCommand(operator, id)).toMatchObject({
      stationId: station.identity,
      command: reset,
      stage: 'queued',
      requestedBy: 'user:1',
      answer: null,
    })
    await vi.waitFor(() =>
      expect(heard).toMatchObject([
        { commandId: String(id), stationId: station.identity },
        { type: 'command', command: { id: String(id), stage: 'queued' } },
      ]),
    )
    const [entry] = await db().auditEntry.findMany({ where: { subject: `station:${station.identity}` } })
    expect(entry).toMatchObject({ actor: 'user:1', act: 'command.reset', after: { id: String(id), kind: 'soft' } })
  })

  test.each([
    ['viewer', reset],
    ['site-host', reset],
    ['fleet-manager', reset],
    ['operator', { type: 'ocpp', action: 'ClearCache', payload: {} }],
  ] as const)('is refused to a %s', async (role, command) => {
    const station = await anOnlineStation()
    await expect(requestCommand(anActor(role), station.identity, command)).rejects.toEqual(refused('forbidden'))
    expect(await db().command.count({ where: { stationId: station.id } })).toBe(0)
  })

  test('finds only stations in scope, and no pattern finds more', async () => {
    const [ours, theirs] = [await aSite(), await aSite()]
    const station = await anOnlineStation({ siteId: theirs.id })
    const actor = anActor('operator', { siteIds: [ours.id] })
    await expect(requestCommand(actor, station.identity, reset)).rejects.toEqual(refused('not-found'))
    await expect(requestCommand(operator, '%', reset)).rejects.toEqual(refused('not-found'))
  })

  test.each([
    ['offline', { registration: 'accepted' }, false, 'The station is offline.'],
    ['pending', { registration: 'pending' }, true, 'The station is not accepted.'],
  ])('C-2 a station that is %s cannot be told anything', async (_word, over, online, message) => {
    const station = await aStation(over)
    await db().stationState.update({ where: { stationId: station.id }, data: { online } })
    await expect(requestCommand(operator, station.identity, reset)).rejects.toMatchObject({ code: 'conflict', message })
    expect(await db().command.count({ where: { stationId: station.id } })).toBe(0)
  })

  test('a stop needs a running session of this station', async () => {
    const [station, other] = [await anOnlineStation(), await anOnlineStation()]
    const session = await aSession(station.id, { ocppTransactionId: 'tx-1' })
    const stop = { type: 'stop', sessionId: String(session.id) } as const
    await expect(requestCommand(operator, other.identity, stop)).rejects.toEqual(refused('not-found'))
    const { id } = await requestCommand(operator, station.identity, stop)
    expect(await claimCommand(id, 'g1')).toMatchObject({ transactionId: 'tx-1' })
    await db().session.update({ where: { id: session.id }, data: { status: 'ended' } })
    await expect(requestCommand(operator, station.identity, stop)).rejects.toEqual(refused('conflict'))
  })

  test('C-5 a raw call is checked against the station’s version at once', async () => {
    const station = await anOnlineStation({}, 'ocpp2.0.1')
    const raw = (action: string, payload: object) =>
      requestCommand(anActor('admin'), station.identity, { type: 'ocpp', action, payload: { ...payload } })
    await expect(raw('Reset', { type: 'Soft' })).rejects.toMatchObject({
      code: 'invalid',
      details: { payload: 'type must be one of Immediate, OnIdle' },
    })
    await expect(raw('RemoteStartTransaction', {})).rejects.toEqual(refused('invalid'))
    await expect(raw('Reset', { type: 'OnIdle' })).resolves.toBeDefined()
  })

  test('input that breaks the schema', async () => {
    const station = await anOnlineStation()
    const start = { type: 'start', evseId: 0, token: '' } as const
    await expect(requestCommand(operator, station.identity, start)).rejects.toEqual(refused('invalid'))
    const long = { type: 'start', evseId: 1, token: 'x'.repeat(21) } as const
    await expect(requestCommand(operator, station.identity, long)).rejects.toMatchObject({
      details: { token: 'too-long' },
    })
  })

  test('C-10 a password being set is not shown, and forgotten once sent', async () => {
    const station = await anOnlineStation()
    const values = [{ key: 'AuthorizationKey', value: 'correct horse battery' }]
    const { id } = await requestCommand(operator, station.identity, { type: 'set-configuration', values })
    const stored = async () =>
      JSON.stringify([await db().command.findUnique({ where: { id }, select: { payload: true } })])
    expect(JSON.stringify((await getCommand(operator, id)).command)).not.toContain('horse')
    expect(JSON.stringify(await db().auditEntry.findMany({ select: { after: true } }))).not.toContain('horse')
    expect((await claimCommand(id, 'g1'))?.command).toMatchObject({ values })
    expect(await stored()).toContain('horse')
    await settleCommand(id, { stage: 'confirmed', answer: { status: 'Accepted' }, error: null })
    expect(await stored()).not.toContain('horse')
  })
})

describe('C-3 a command’s life', () => {
  async function queued() {
    const station = await anOnlineStation()
    return { station, ...(await requestCommand(operator, station.identity, reset)) }
  }

  test('one gateway gets it, its answer settles it, the station’s messages confirm it', async () => {
    const { id, station } = await queued()
    expect((await listQueuedCommands(new Date())).map((command) => command.id)).toContain(id)
    const claims = await Promise.all([claimCommand(id, 'g1'), claimCommand(id, 'g2')])
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1)
    const settled = await settleCommand(id, { stage: 'accepted', answer: { status: 'Accepted' }, error: null })
    expect(settled?.event).toMatchObject({
      type: 'command',
      command: { stationId: station.identity, stage: 'accepted', answerStatus: 'Accepted' },
    })
    const gateway = claims[0] ? 'g1' : 'g2'
    expect(await listUnconfirmedCommands(gateway, new Date(0))).toMatchObject([
      { id, stationId: station.id, command: reset },
    ])
    expect((await confirmCommand(id, 5n))?.event).toMatchObject({ command: { stage: 'confirmed' } })
    const done = await getCommand(operator, id)
    expect(done).toMatchObject({ stage: 'confirmed', sessionId: 5n, answer: { status: 'Accepted' } })
    expect([done.sentAt, done.answeredAt, done.confirmedAt]).not.toContain(null)
  })

  test('what is settled stays settled', async () => {
    const { id } = await queued()
    await claimCommand(id, 'g1')
    await settleCommand(id, { stage: 'rejected', answer: { status: 'Rejected' }, error: 'no' })
    expect(await settleCommand(id, { stage: 'accepted', answer: null, error: null })).toBeNull()
    expect(await confirmCommand(id)).toBeNull()
    expect((await getCommand(operator, id)).stage).toBe('rejected')
  })

  test('what nobody took in time expires and is never sent', async () => {
    const { id } = await queued()
    await db().command.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await claimCommand(id, 'g1')).toBeNull()
    expect((await expireCommands(new Date())).map(({ event }) => event)).toMatchObject([
      { command: { stage: 'expired' } },
    ])
    expect(await expireCommands(new Date())).toEqual([])
  })

  test('what a dead gateway had sent fails when it comes back; what was accepted waits on', async () => {
    const [sent, accepted] = [await queued(), await queued()]
    for (const { id } of [sent, accepted]) await claimCommand(id, 'g7')
    await settleCommand(accepted.id, { stage: 'accepted', answer: null, error: null })
    const orphans = await settleOrphans('g7', problem('restarted'))
    expect(orphans.map(({ event }) => event)).toMatchObject([{ command: { id: String(sent.id), stage: 'failed' } }])
    expect((await getCommand(operator, accepted.id)).stage).toBe('accepted')
  })
})

describe('reading commands', () => {
  test('a station’s own, newest first, a page at a time', async () => {
    const [station, other] = [await anOnlineStation(), await anOnlineStation()]
    await requestCommand(operator, other.identity, reset)
    const ids: bigint[] = []
    for (let made = 0; made < 3; made++) ids.unshift((await requestCommand(operator, station.identity, reset)).id)
    const first = await listCommands(operator, { stationId: station.identity, limit: 2 })
    expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 2))
    const second = await listCommands(operator, { stationId: station.identity, limit: 2, cursor: first.next! })
    expect(second.rows.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(second.next).toBeNull()
  })

  test('not out of scope, not for everybody', async () => {
    const site = await aSite()
    const station = await anOnlineStation()
    const { id } = await requestCommand(operator, station.identity, reset)
    const elsewhere = anActor('operator', { siteIds: [site.id] })
    await expect(getCommand(elsewhere, id)).rejects.toEqual(refused('not-found'))
    expect((await listCommands(elsewhere, { stationId: station.identity })).rows).toEqual([])
    await expect(getCommand(anActor('viewer'), id)).rejects.toEqual(refused('forbidden'))
    await expect(getCommand(operator, 0n)).rejects.toEqual(refused('not-found'))
  })
})
