import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor, aSession, aSite, aStation, aToken } from '../db/testing/fixtures'
import { acknowledgeFaults } from '../faults/mutations/acknowledge-faults'
import { listFaultEntries } from '../faults/queries/list-entries'
import { listLiveFaults } from '../faults/queries/list-live-faults'
import { MINUTE_MS, SECOND_MS } from '../kernel/time'
import { advanceRuns } from './mutations/advance-runs'
import { recoverFaults } from './mutations/recover-faults'
import { runPlaybook, stopPlaybook } from './mutations/run-playbook'
import { resetRecoveryPolicy, setRecoveryPolicy } from './mutations/set-policy'
import { startRuns } from './mutations/start-runs'
import { type RecoveryPolicy, USUAL_POLICY } from './policy'
import { getRecovery } from './queries/get-recovery'
import { getRecoveryStatistics } from './queries/get-statistics'
import { listEndedFaults } from './queries/list-ended-faults'
import { readSteps } from './stored-run'

afterAll(() => bus().close())

const operator = anActor('operator')
const LIVE: RecoveryPolicy = { ...USUAL_POLICY, mode: 'live' }
const START = Date.now()
/** The worker's clock: minutes from the beginning. */
const at = (minutes: number) => new Date(START + minutes * MINUTE_MS)

async function aFaultyStation({
  cause = 'InternalError',
  source = 'rule',
  isSafety = false,
}: {
  cause?: string
  source?: 'rule' | 'event'
  isSafety?: boolean
} = {}) {
  const site = await aSite()
  const station = await aStation({ siteId: site.id, evses: 2 })
  await db().stationState.update({ where: { stationId: station.id }, data: { online: true, protocol: 'ocpp1.6' } })
  await says(station.id, 'faulted', at(-10))
  const openedAt = at(-5)
  const fault = await db().fault.create({
    data: {
      siteId: site.id,
      stationId: station.id,
      evseNumber: 1,
      connectorNumber: 1,
      source,
      code: source === 'rule' ? 'faulted' : 'Connector.Problem',
      cause,
      isSafety,
      severity: 4,
      openedAt,
      beganAt: openedAt,
      lastSeenAt: openedAt,
    },
  })
  await setRecoveryPolicy(operator, site.id, LIVE)
  return { site, station, fault }
}

/** What connector 1 says; the other is free. */
async function says(stationId: bigint, status: string, receivedAt: Date) {
  const connectors = await db().connector.findMany({ where: { stationId }, include: { evse: true } })
  for (const { id, evse } of connectors)
    await db().connectorState.update({
      where: { connectorId: id },
      data: { status: evse.number === 1 ? status : 'available', receivedAt, statusAt: receivedAt },
    })
}

const runsOf = (faultId: bigint) => db().playbookRun.findMany({ where: { faultId }, orderBy: { id: 'asc' } })
const runOf = async (faultId: bigint) => (await runsOf(faultId)).at(-1)!
const commandsOf = (stationId: bigint) =>
  db().command.findMany({ where: { stationId, requestedBy: 'worker' }, orderBy: { id: 'asc' } })
const story = async (faultId: bigint) =>
  (await listFaultEntries(operator, faultId))
    .filter(({ kind }) => kind === 'recovery' || kind === 'stage' || kind === 'closed')
    .map((entry) =>
      entry.kind === 'recovery' ? `${entry.detail.event} ${entry.detail.step ?? ''}`.trim() : entry.kind,
    )

async function settled(stationId: bigint, stage: string, when: Date) {
  const last = (await commandsOf(stationId)).at(-1)!
  await db().command.update({
    where: { id: last.id },
    data: { stage, answeredAt: when, confirmedAt: stage === 'confirmed' ? when : null },
  })
}

/** As far as the soft reset that has been asked for: the status was asked for and told the same. */
async function upToSoftReset(stationId: bigint) {
  await recoverFaults(at(0))
  await settled(stationId, 'confirmed', at(0))
  await recoverFaults(at(0.2))
  await recoverFaults(at(1))
}

beforeEach(async () => {
  await db().playbookRun.deleteMany()
  await db().fault.deleteMany()
  await db().recoveryPolicy.deleteMany()
})

describe('a run', () => {
  it('asks, restarts, and closes the fault when the station has been well for a while', async () => {
    const { station, fault } = await aFaultyStation({ source: 'event' })
    await recoverFaults(at(0))
    expect(await commandsOf(station.id)).toMatchObject([
      { type: 'trigger', payload: { message: 'StatusNotification', evseId: 1, connectorId: 1 } },
    ])
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({ stage: 'recovering' })
    await settled(station.id, 'confirmed', at(0))
    await recoverFaults(at(0.2))
    expect(await runOf(fault.id)).toMatchObject({ state: 'proving' })
    await recoverFaults(at(1))
    expect((await commandsOf(station.id)).at(-1)).toMatchObject({ type: 'reset', payload: { kind: 'soft' } })
    expect(await runOf(fault.id)).toMatchObject({ state: 'asked' })
    await settled(station.id, 'confirmed', at(1.5))
    await says(station.id, 'available', at(1.6))
    await recoverFaults(at(2))
    await recoverFaults(at(4))
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({ closedAt: null })
    await recoverFaults(at(7))
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({
      closedBy: 'worker',
      closeReason: 'recovered',
    })
    expect(await runOf(fault.id)).toMatchObject({ state: 'succeeded', why: 'proven', commandId: null })
    expect(await story(fault.id)).toEqual([
      'started',
      'stage',
      'step ask-status',
      'proven ask-status',
      'unproven ask-status',
      'step soft-reset',
      'proven soft-reset',
      'succeeded soft-reset',
      'closed',
    ])
    expect(await db().auditEntry.count({ where: { actor: 'worker', subject: `station:${station.identity}` } })).toBe(2)
    expect(await commandsOf(station.id)).toHaveLength(2)
  })

  it('takes the credit for what the station took back after its step, and only then', async () => {
    const { station, fault } = await aFaultyStation({ source: 'event' })
    await upToSoftReset(station.id)
    await settled(station.id, 'confirmed', at(1.5))
    await says(station.id, 'available', at(1.6))
    const closed = { closedAt: at(1.7), closedBy: 'station', closeReason: 'over' }
    await db().fault.update({ where: { id: fault.id }, data: closed })
    await recoverFaults(at(2))
    expect(await runOf(fault.id)).toMatchObject({ endedAt: null })
    await recoverFaults(at(7))
    expect(await runOf(fault.id)).toMatchObject({ state: 'succeeded' })
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({ closeReason: 'recovered' })
  })

  it('has not mended what comes back', async () => {
    const { station, fault } = await aFaultyStation({ source: 'event' })
    await upToSoftReset(station.id)
    await settled(station.id, 'confirmed', at(1.5))
    await says(station.id, 'available', at(1.6))
    await recoverFaults(at(1.65))
    const closed = { closedAt: at(1.7), closedBy: 'station', closeReason: 'over' }
    const { id, ...same } = await db().fault.update({ where: { id: fault.id }, data: closed })
    await db().fault.create({
      data: {
        ...same,
        detail: undefined,
        openedAt: at(3),
        stage: 'new',
        closedAt: null,
        closedBy: null,
        closeReason: null,
      },
    })
    await recoverFaults(at(4))
    expect(await runOf(id)).toMatchObject({ state: 'failed', why: 'came-back' })
    expect(await db().fault.findUnique({ where: { id } })).toMatchObject({ closeReason: 'over' })
  })

  it('goes back to people when nothing is left', async () => {
    const { station, fault } = await aFaultyStation({ cause: 'EVCommunicationError' })
    await setRecoveryPolicy(operator, fault.siteId, { ...LIVE, maxTries: 1 })
    await upToSoftReset(station.id)
    await settled(station.id, 'rejected', at(1.5))
    await recoverFaults(at(2))
    expect(await runOf(fault.id)).toMatchObject({ state: 'failed', why: 'no-steps-left' })
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({ stage: 'new', closedAt: null })
    const steps = readSteps((await runOf(fault.id)).steps)
    expect(steps.at(-1)).toMatchObject({ step: 'soft-reset', outcome: 'refused', why: 'rejected' })
    await recoverFaults(at(60))
    expect(await runsOf(fault.id)).toHaveLength(1)
  })
})

describe('guards, as they are read from the database', () => {
  /** Why the run waits or ended after one beat; null: it asked. */
  async function whyAfter(change: (of: Awaited<ReturnType<typeof aFaultyStation>>) => Promise<unknown>) {
    const of = await aFaultyStation()
    await startRuns(at(0))
    await change(of)
    await advanceRuns(at(0))
    const [run, commands] = [await runOf(of.fault.id), await commandsOf(of.station.id)]
    expect(commands.length > 0).toBe(run.why === null)
    return run.why
  }

  it('nothing forbids it', async () => {
    expect(await whyAfter(async () => undefined)).toBeNull()
  })

  it('a session runs there', async () => {
    expect(await whyAfter(({ station }) => aSession(station.id))).toBe('in-use')
  })

  it('somebody was let in: by the station, or by a start from here', async () => {
    expect(
      await whyAfter(({ station }) =>
        db().ocppMessage.create({
          data: {
            at: at(-3),
            stationId: station.id,
            direction: 'in',
            protocol: 'ocpp1.6',
            messageId: 'a',
            action: 'Authorize',
            request: '{}',
            response: '{"idTagInfo":{"status":"Accepted"}}',
          },
        }),
      ),
    ).toBe('authorised')
    expect(
      await whyAfter(async ({ station }) => {
        const { value } = await aToken()
        await db().command.create({
          data: {
            stationId: station.id,
            type: 'start',
            payload: { type: 'start', evseId: 1, token: value },
            stage: 'confirmed',
            requestedBy: 'user:1',
            queuedAt: at(-4),
            expiresAt: at(1),
          },
        })
      }),
    ).toBe('authorised')
  })

  it('it, or anything else at the station, endangers people, or did today', async () => {
    const other = (stationId: bigint, over: object) =>
      db().fault.create({
        data: {
          stationId,
          source: 'rule',
          code: 'faulted',
          evseNumber: 2,
          severity: 2,
          cause: 'GroundFailure',
          isSafety: true,
          openedAt: at(-300),
          lastSeenAt: at(-300),
          ...over,
        },
      })
    expect(await whyAfter(({ station }) => other(station.id, {}))).toBe('safety')
    const over = { closedAt: at(-200), closeReason: 'over' }
    expect(await whyAfter(({ station }) => other(station.id, over))).toBe('safety')
    expect(await whyAfter(({ station }) => other(station.id, { ...over, closeReason: 'repaired' }))).toBeNull()
    expect(
      await whyAfter(({ station }) =>
        db().connectorState.updateMany({ where: { stationId: station.id }, data: { errorCode: 'PowerSwitchFailure' } }),
      ),
    ).toBe('safety')
    const stop = { errorCode: 'OtherError', info: 'Emergency stop pressed' }
    expect(
      await whyAfter(({ station }) => db().connectorState.updateMany({ where: { stationId: station.id }, data: stop })),
    ).toBe('safety')
    const detail = { techInfo: 'Nödstopp' }
    expect(await whyAfter(({ fault }) => db().fault.update({ where: { id: fault.id }, data: { detail } }))).toBe(
      'safety',
    )
    const told = { evseNumber: 2, connectorNumber: 1, status: 'faulted', at: at(-100), receivedAt: at(-100) }
    expect(
      await whyAfter(({ station }) =>
        db().statusEvent.create({ data: { ...told, stationId: station.id, vendorErrorCode: 'CX017' } }),
      ),
    ).toBe('safety')
    expect(
      await whyAfter(({ fault }) => db().fault.update({ where: { id: fault.id }, data: { isSafety: true } })),
    ).toBe('safety')
  })

  it('somebody works there, or has it in hand', async () => {
    const work = { fromAt: at(-1), reason: 'x', madeBy: 'user:1' }
    expect(await whyAfter(({ site }) => db().maintenanceWindow.create({ data: { ...work, siteId: site.id } }))).toBe(
      'maintenance',
    )
    expect(
      await whyAfter(({ station }) => db().maintenanceWindow.create({ data: { ...work, stationId: station.id } })),
    ).toBe('maintenance')
    expect(await whyAfter(({ fault }) => acknowledgeFaults(operator, [fault.id]))).toBe('in-hand')
    expect(
      await whyAfter(({ station }) =>
        db().workOrder.create({ data: { stationId: station.id, title: 'x', state: 'on-site', createdBy: 'user:1' } }),
      ),
    ).toBe('in-hand')
  })

  it('the station is away, takes firmware, is busy, or people took it out of service', async () => {
    const command = { payload: {}, requestedBy: 'user:1', expiresAt: at(1) }
    const state = (data: object) => (of: { station: { id: bigint } }) =>
      db().stationState.update({ where: { stationId: of.station.id }, data })
    expect(await whyAfter(state({ online: false }))).toBe('offline')
    expect(
      await whyAfter(({ station }) =>
        db().stationEvent.create({
          data: { stationId: station.id, kind: 'firmware', name: 'Installing', at: at(-3), receivedAt: at(-3) },
        }),
      ),
    ).toBe('updating')
    expect(
      await whyAfter(({ station }) =>
        db().command.create({ data: { ...command, stationId: station.id, type: 'clear-cache', stage: 'sent' } }),
      ),
    ).toBe('busy')
    const payload = { type: 'change-availability', evseId: 1, operative: false }
    const withdrawal = { ...command, type: 'change-availability', payload, stage: 'confirmed', queuedAt: at(-90) }
    expect(
      await whyAfter(({ station }) => db().command.create({ data: { ...withdrawal, stationId: station.id } })),
    ).toBe('withdrawn')
  })

  it('the policy does not want it', async () => {
    const set = (policy: RecoveryPolicy) => (of: { site: { id: bigint } }) =>
      setRecoveryPolicy(operator, of.site.id, policy)
    expect(await whyAfter(set({ ...LIVE, mode: 'off' }))).toBe('off')
    expect(await whyAfter(set({ ...LIVE, mode: 'dry-run' }))).toBe('off')
    expect(await whyAfter(set({ ...LIVE, playbooksOff: ['restart'] }))).toBe('playbook-off')
    expect(await whyAfter(({ site }) => resetRecoveryPolicy(operator, site.id))).toBe('off')
  })
})

describe('two workers, and one that dies', () => {
  it('begin and take each step once', async () => {
    const { station, fault } = await aFaultyStation()
    await Promise.all([recoverFaults(at(0)), recoverFaults(at(0)), recoverFaults(at(0))])
    expect(await runsOf(fault.id)).toHaveLength(1)
    expect(await commandsOf(station.id)).toHaveLength(1)
    expect((await story(fault.id)).filter((line) => line === 'step ask-status')).toHaveLength(1)
  })

  it('two faults of a station are not mended at once', async () => {
    const { station, fault } = await aFaultyStation()
    const { id: _, detail: _detail, ...same } = fault
    await db().fault.create({ data: { ...same, evseNumber: 2 } })
    await startRuns(at(0))
    await Promise.all([advanceRuns(at(0)), advanceRuns(at(0))])
    expect(await commandsOf(station.id)).toHaveLength(1)
    const states = (await db().playbookRun.findMany()).map(({ state, why }) => why ?? state)
    expect(states.sort()).toEqual(['asked', 'busy'])
  })

  async function died(withCommand: boolean) {
    const { station, fault } = await aFaultyStation()
    await recoverFaults(at(0))
    const run = await runOf(fault.id)
    const steps = readSteps(run.steps).map((step) => ({ ...step, commandId: null }))
    await db().playbookRun.update({
      where: { id: run.id },
      data: { state: 'asking', commandId: null, nextAt: at(1), steps },
    })
    if (!withCommand) await db().command.deleteMany({ where: { stationId: station.id } })
    await recoverFaults(new Date(at(1).getTime() - SECOND_MS))
    expect(await runOf(fault.id)).toMatchObject({ state: 'asking' })
    await recoverFaults(at(1))
    return { commands: await commandsOf(station.id), steps: readSteps((await runOf(fault.id)).steps) }
  }

  it('what was asked before it died is found again', async () => {
    const { commands, steps } = await died(true)
    expect(commands).toHaveLength(1)
    expect(steps).toMatchObject([{ commandId: String(commands[0]!.id), outcome: null }])
  })

  it('what was not asked is not counted, and what comes next is decided anew', async () => {
    const { steps } = await died(false)
    expect(steps[0]).toMatchObject({ step: 'ask-status', commandId: null, outcome: 'not-asked' })
    expect(steps[1]).toMatchObject({ attempt: 1, outcome: null })
  })
})

describe('a dry run', () => {
  it('says what it would do, asks nothing, and leaves the fault as it is', async () => {
    const { site, station, fault } = await aFaultyStation()
    await resetRecoveryPolicy(operator, site.id)
    for (const minute of [0, 1, 5, 11, 20]) await recoverFaults(at(minute))
    expect(await commandsOf(station.id)).toEqual([])
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({ stage: 'new', closedAt: null })
    expect(await story(fault.id)).toEqual([
      'started',
      'step ask-status',
      'step soft-reset',
      'step hard-reset',
      'stopped',
    ])
    expect(await runOf(fault.id)).toMatchObject({ isDryRun: true, state: 'stopped', why: 'dry-run' })
    await setRecoveryPolicy(operator, site.id, LIVE)
    await recoverFaults(at(21))
    expect(await runsOf(fault.id)).toMatchObject([{ isDryRun: true }, { isDryRun: false }])
    expect(await commandsOf(station.id)).toHaveLength(1)
  })
})

describe('a person', () => {
  it('has it played although the policy is off, and stops it', async () => {
    const { site, station, fault } = await aFaultyStation()
    await setRecoveryPolicy(operator, site.id, { ...LIVE, mode: 'off' })
    await acknowledgeFaults(operator, [fault.id])
    await recoverFaults(at(0))
    expect(await runsOf(fault.id)).toEqual([])
    await runPlaybook(operator, fault.id)
    await expect(runPlaybook(operator, fault.id)).rejects.toMatchObject({
      details: { reason: 'recovery-runs-already' },
    })
    await recoverFaults(at(5))
    expect(await commandsOf(station.id)).toHaveLength(1)
    await stopPlaybook(operator, fault.id)
    expect(await runOf(fault.id)).toMatchObject({ state: 'stopped', why: 'by-person', startedBy: 'user:1' })
    expect(await db().fault.findUnique({ where: { id: fault.id } })).toMatchObject({ stage: 'diagnosing' })
    await recoverFaults(at(15))
    expect(await commandsOf(station.id)).toHaveLength(1)
    await expect(stopPlaybook(operator, fault.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await db().auditEntry.count({ where: { act: { in: ['fault.recover', 'fault.stop-recovery'] } } })).toBe(2)
  })

  it('cannot have it played where people are in danger, nor for what is over', async () => {
    const { fault } = await aFaultyStation({ cause: 'GroundFailure', isSafety: true })
    await expect(runPlaybook(operator, fault.id)).rejects.toMatchObject({ details: { reason: 'recovery-safety' } })
    await db().fault.update({ where: { id: fault.id }, data: { closedAt: at(0) } })
    await expect(runPlaybook(operator, fault.id)).rejects.toMatchObject({ details: { reason: 'recovery-closed' } })
  })

  it('waits like anybody else while somebody charges', async () => {
    const { station, fault } = await aFaultyStation()
    await aSession(station.id)
    await runPlaybook(operator, fault.id)
    await recoverFaults(at(5))
    expect(await runOf(fault.id)).toMatchObject({ state: 'waiting', why: 'in-use' })
    expect(await commandsOf(station.id)).toEqual([])
  })

  it('decides for the network or a site, within bounds', async () => {
    const { site } = await aFaultyStation()
    await expect(setRecoveryPolicy(operator, site.id, { ...LIVE, maxTries: 9 })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(setRecoveryPolicy(operator, 999_999n, LIVE)).rejects.toMatchObject({ code: 'not-found' })
    await setRecoveryPolicy(operator, null, LIVE)
    await setRecoveryPolicy(operator, null, { ...LIVE, maxTries: 3 })
    expect(await db().recoveryPolicy.findMany({ where: { siteId: null } })).toMatchObject([{ maxTries: 3 }])
  })
})

describe('statistics', () => {
  it('count what ended, tried and recovered, by cause and by step, and show the faults behind', async () => {
    const { station, fault, site } = await aFaultyStation({ source: 'event' })
    await upToSoftReset(station.id)
    await settled(station.id, 'confirmed', at(1.5))
    await says(station.id, 'available', at(1.6))
    await recoverFaults(at(2))
    await recoverFaults(at(7))
    const { id: _, detail: _detail, ...same } = fault
    const ended = { ...same, closedAt: at(9), stage: 'new' }
    await db().fault.create({ data: { ...ended, closeReason: 'over' } })
    await db().fault.create({ data: { ...ended, closeReason: 'repaired', cause: 'offline' } })
    await db().fault.create({ data: { ...ended, closeReason: 'merged' } })
    await db().fault.create({ data: { ...ended, closeReason: 'false-alarm' } })
    const period = { from: at(-60), to: at(60) }
    const statistics = await getRecoveryStatistics(operator, period)
    expect(statistics).toMatchObject({ ended: 3, tried: 1, recovered: 1, medianSeconds: 12 * 60 })
    expect(statistics.causes).toEqual([
      { cause: 'InternalError', ended: 2, tried: 1, recovered: 1, dryRuns: 0 },
      { cause: 'offline', ended: 1, tried: 0, recovered: 0, dryRuns: 0 },
    ])
    expect(statistics.steps).toEqual([
      { step: 'ask-status', taken: 1, mended: 0, refused: 0 },
      { step: 'soft-reset', taken: 1, mended: 1, refused: 0 },
    ])
    const rows = await listEndedFaults(operator, { ...period, cause: 'InternalError' })
    expect(rows.map(({ closeReason }) => closeReason)).toEqual(['over', 'recovered'])
    const elsewhere = anActor('site-host', { siteIds: [(await aSite()).id] })
    expect(await getRecoveryStatistics(elsewhere, { ...period, siteId: site.id })).toMatchObject({ ended: 0 })
    expect(await listEndedFaults(elsewhere, period)).toEqual([])
  })
})

describe('a fault’s panel', () => {
  it('tells what could be done, what is under way, and what has come of it', async () => {
    const { station, fault } = await aFaultyStation()
    expect(await getRecovery(operator, fault.id, at(0))).toMatchObject({
      playbook: { name: 'restart', steps: [{ step: 'ask-status', times: 1 }, { step: 'soft-reset', times: 2 }, {}] },
      mode: 'live',
      prospect: { kind: 'act', step: 'ask-status' },
      runs: [],
    })
    await upToSoftReset(station.id)
    const { runs } = await getRecovery(operator, fault.id, at(1))
    expect(runs).toMatchObject([
      { state: 'asked', startedBy: 'worker', steps: [{}, { step: 'soft-reset', attempt: 1, of: 2 }] },
    ])
    const [live] = await listLiveFaults(operator, { stationId: station.identity })
    expect(live?.event.fault.recovering).toEqual({ step: 'soft-reset', attempt: 1, of: 2 })
    await expect(getRecovery(anActor('site-host', { siteIds: [] }), fault.id)).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
