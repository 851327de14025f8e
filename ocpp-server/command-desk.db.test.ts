import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemActor } from '../lib/access/actor'
import type { Bus } from '../lib/bus/bus'
import { requestCommand } from '../lib/commands/mutations/request-command'
import { db } from '../lib/db/client'
import { aStation } from '../lib/db/testing/fixtures'
import type { Precondition } from '../lib/recovery/precondition'
import { type CommandDesk, createCommandDesk } from './command-desk'
import type { Log } from './log'
import type { StationConnection } from './station-connection'
import type { StationRegistry } from './station-registry'
import { aStation as aFakeStation } from './testing/a-station'
import type { CallOptions } from './wire/outbound-lane'

const GATEWAY = 'gateway:desk'
let desk: CommandDesk
let answered: number
let mayAnswer: Promise<void>
let peerCalls: number
const failed = vi.fn()

/** A station that says yes to everything, and a command for it. */
beforeEach(() => {
  answered = 0
  peerCalls = 0
  failed.mockClear()
  mayAnswer = Promise.resolve()
})
afterEach(async () => {
  await db().$executeRawUnsafe('DROP TRIGGER IF EXISTS refuse ON command')
  await desk.close()
})

async function aDeskWith(stage: 'soft' | 'clear' | 'log', onlyIf?: Precondition) {
  const { id, identity } = await aStation()
  await db().stationState.update({ where: { stationId: id }, data: { online: true, protocol: 'ocpp1.6' } })
  const peer = {
    pendingInbound: 0,
    async call(_action: string, _payload: object, { onSent, keptBackBy }: CallOptions) {
      const why = keptBackBy?.() ?? null
      if (why !== null) throw why
      onSent?.('1')
      peerCalls += 1
      await mayAnswer
      answered += 1
      return { status: 'Accepted', fileName: 'log.zip' }
    },
  }
  const connection = { ...aFakeStation({ id, identity }), peer } as unknown as StationConnection
  desk = createCommandDesk({
    gatewayId: GATEWAY,
    registry: { find: (name: string) => (name === identity ? connection : undefined) } as unknown as StationRegistry,
    bus: { publish: () => undefined } as unknown as Bus,
    log: { error: failed } as unknown as Log,
    onStage: () => undefined,
  })
  const input = INPUTS[stage]
  const command = await requestCommand(systemActor('system'), identity, input, { ...(onlyIf && { onlyIf }) })
  return { connection, identity, id: command.id, stationId: id }
}

const INPUTS = {
  soft: { type: 'reset', kind: 'soft' },
  clear: { type: 'clear-cache' },
  log: { type: 'get-log', log: 'diagnostics' },
} as const

const stageOf = async (id: bigint) => (await db().command.findUniqueOrThrow({ where: { id } })).stage
const becomes = (id: bigint, stage: string) => vi.waitFor(async () => expect(await stageOf(id)).toBe(stage))
const answers = (count: number) => vi.waitFor(() => expect(answered).toBe(count))

/** The database takes no command that has come to this stage, until it is back. */
async function refuseStage(stage: string): Promise<void> {
  await db().$executeRawUnsafe(`CREATE OR REPLACE FUNCTION refuse_command() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'not now'; END $$`)
  await db().$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE UPDATE ON command FOR EACH ROW
    WHEN (NEW.stage = '${stage}') EXECUTE FUNCTION refuse_command()`)
}
const takeAgain = () => db().$executeRawUnsafe('DROP TRIGGER refuse ON command')

test('C-12 an answer that could not be stored is stored at a later sweep, and the station is not asked again', async () => {
  const { id, identity } = await aDeskWith('clear')
  await refuseStage('confirmed')
  desk.wake(identity, String(id))
  await answers(1)
  desk.sweep()
  expect(await stageOf(id)).toBe('sent')
  await takeAgain()
  await vi.waitFor(async () => {
    desk.sweep()
    expect(await stageOf(id)).toBe('confirmed')
  })
  expect(answered).toBe(1)
})

test('C-12 a proof seen while the answer could not be stored is kept for it', async () => {
  const { id, identity, connection } = await aDeskWith('soft')
  await refuseStage('accepted')
  desk.wake(identity, String(id))
  await answers(1)
  desk.noticed(connection, { kind: 'booted' })
  await takeAgain()
  await vi.waitFor(async () => {
    desk.sweep()
    expect(await stageOf(id)).toBe('confirmed')
  })
})

test('C-12 a proof that could not be stored is stored later', async () => {
  const { id, identity, connection } = await aDeskWith('soft')
  desk.wake(identity, String(id))
  await becomes(id, 'accepted')
  await refuseStage('confirmed')
  desk.noticed(connection, { kind: 'booted' })
  await takeAgain()
  await vi.waitFor(async () => {
    desk.sweep()
    expect(await stageOf(id)).toBe('confirmed')
  })
})

test('C-12 a command this gateway has taken without knowing it fails, and is never sent', async () => {
  const { id } = await aDeskWith('clear')
  const longAgo = new Date(Date.now() - 60_000)
  await db().command.update({ where: { id }, data: { stage: 'sent', sentAt: longAgo, gatewayId: GATEWAY } })
  desk.sweep()
  await becomes(id, 'failed')
  expect(answered).toBe(0)
})

test('C-14 a failure told before the answer is heard fails the command', async () => {
  const { id, identity, connection } = await aDeskWith('log')
  let answer = () => {}
  mayAnswer = new Promise((resolve) => {
    answer = resolve
  })
  desk.wake(identity, String(id))
  await becomes(id, 'sent')
  await vi.waitFor(() => {
    desk.noticed(connection, { kind: 'log', requestId: null, status: 'UploadFailed' }) // until it was sent it says nothing
    expect(peerCalls).toBe(1)
  })
  desk.noticed(connection, { kind: 'log', requestId: null, status: 'UploadFailed' })
  answer()
  await becomes(id, 'failed')
})

test('C-3 a command that was answered while lost ones were looked for is not lost', async () => {
  const { id, identity } = await aDeskWith('soft')
  desk.wake(identity, String(id))
  await becomes(id, 'accepted')
  await db().command.update({ where: { id }, data: { sentAt: new Date(Date.now() - 60_000) } })
  desk.sweep()
  await desk.close() // the sweep has ended
  expect(await stageOf(id)).toBe('accepted')
})

test('C-12 what is owed is stored when the gateway ends, so that nobody takes it for unanswered', async () => {
  const { id, identity } = await aDeskWith('clear')
  await refuseStage('confirmed')
  desk.wake(identity, String(id))
  await answers(1)
  await vi.waitFor(() => expect(failed).toHaveBeenCalled())
  await takeAgain()
  await desk.close()
  expect(await stageOf(id)).toBe('confirmed')
})

test('C-15 a restart that somebody has come before is not sent, and says why', async () => {
  const onlyIf = { nobody: { reach: 'station', interrupts: true, mayBePluggedIn: false, evse: 0 } } as const
  const { id, identity, connection } = await aDeskWith('soft', onlyIf)
  // Nothing the database knows of yet: the message is in the gateway's hands.
  Object.assign(connection, { somebodyAt: Date.now() })
  desk.wake(identity, String(id))
  await becomes(id, 'failed')
  expect(peerCalls).toBe(0)
  const { problem, error } = await db().command.findUniqueOrThrow({ where: { id } })
  expect(problem).toMatchObject({ code: 'held-authorised' })
  expect(error).toMatch(/^Not sent/)
})
