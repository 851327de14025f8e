import { describe, expect, test } from 'vitest'
import type { Command } from '../lib/commands/command'
import type { ClaimedCommand } from '../lib/commands/mutations/settle-command'
import { type Problem, problem, sentenceOf } from '../lib/commands/problem'
import { messageLimits } from '../lib/configuration/message-limits'
import type { ConfigurationSaid } from '../lib/configuration/mutations'
import type { MonitorChange } from '../lib/monitors/monitor'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { runCommand } from './commands'
import { aStation } from './testing/a-station'
import { CallFailure } from './wire/ocpp-error'

const claimed = (command: Command, over: Partial<ClaimedCommand> = {}): ClaimedCommand => ({
  id: 88n,
  command,
  stationIdentity: 'CP-7',
  requestedBy: 'user:1',
  transactionId: null,
  tokenType: null,
  onlyIf: null,
  event: {} as ClaimedCommand['event'],
  ...over,
})

/** Runs a command against a station that gives these answers in turn; every CALL is checked against the official schema. */
async function run(protocol: OcppVersion, command: ClaimedCommand, ...answers: readonly (object | Error)[]) {
  const calls: [string, object][] = []
  const kept: ConfigurationSaid[] = []
  const send = async (action: string, payload: object) => {
    expect(strictFault(protocol, action, 'request', payload)).toBeNull()
    calls.push([action, payload])
    const answer = answers[calls.length - 1] ?? { status: 'Accepted' }
    if (answer instanceof Error) throw answer
    return answer
  }
  const passwords: string[] = []
  const monitors: MonitorChange[] = []
  const result = await runCommand(command, aStation({ protocol }), send, {
    saveConfiguration: async (said) => void kept.push(said),
    adoptPassword: async (_stationId, password) => void passwords.push(password),
    findMessageLimits: async () => messageLimits(kept.flatMap(({ values }) => values)),
    saveMonitors: async (_stationId, change) => void monitors.push(change),
  })
  return { calls, result, values: kept.flatMap(({ values }) => values), passwords, monitors }
}

const start: Command = { type: 'start', evseId: 2, token: '04A2' }
const stop: Command = { type: 'stop', sessionId: '41' }

describe('C-4 commands in OCPP 1.6', () => {
  test.each<[Command, string, object]>([
    [start, 'RemoteStartTransaction', { connectorId: 2, idTag: '04A2' }],
    [{ type: 'reset', kind: 'soft' }, 'Reset', { type: 'Soft' }],
    [{ type: 'reset', kind: 'hard' }, 'Reset', { type: 'Hard' }],
    [{ type: 'unlock', evseId: 1 }, 'UnlockConnector', { connectorId: 1 }],
    [{ type: 'change-availability', operative: false }, 'ChangeAvailability', { connectorId: 0, type: 'Inoperative' }],
    [
      { type: 'change-availability', evseId: 2, operative: true },
      'ChangeAvailability',
      { connectorId: 2, type: 'Operative' },
    ],
    [{ type: 'clear-cache' }, 'ClearCache', {}],
    [
      { type: 'trigger', message: 'StatusNotification', evseId: 1 },
      'TriggerMessage',
      { requestedMessage: 'StatusNotification', connectorId: 1 },
    ],
    [
      { type: 'trigger', message: 'LogStatusNotification' },
      'TriggerMessage',
      { requestedMessage: 'DiagnosticsStatusNotification' },
    ],
    [{ type: 'ocpp', action: 'GetLocalListVersion', payload: {} }, 'GetLocalListVersion', {}],
  ])('%j', async (command, action, payload) => {
    const { calls } = await run('ocpp1.6', claimed(command))
    expect(calls).toEqual([[action, payload]])
  })

  test('a stop names the transaction by our number', async () => {
    const { calls } = await run('ocpp1.6', claimed(stop, { transactionId: '41' }))
    expect(calls).toEqual([['RemoteStopTransaction', { transactionId: 41 }]])
  })

  test('get-configuration asks in batches and keeps what it hears, one spelling per standard key', async () => {
    const keys = Array.from({ length: 21 }, (_, index) => `Key${index}`)
    const { calls, result, values } = await run(
      'ocpp1.6',
      claimed({ type: 'get-configuration', keys }),
      {
        configurationKey: [
          { key: 'heartbeatinterval', value: 300, readonly: 'false' },
          { key: 'X', readonly: true },
        ],
      },
      { unknownKey: ['Key20'] },
    )
    expect(calls.map(([, payload]) => (payload as { key: string[] }).key.length)).toEqual([20, 1])
    expect(values).toMatchObject([
      { component: '', key: 'HeartbeatInterval', value: '300', readonly: false },
      { key: 'X', value: null, readonly: true },
    ])
    expect(result).toMatchObject({ stage: 'confirmed', answer: { unknownKey: ['Key20'] } })
  })

  test('a report is the whole configuration', async () => {
    const { calls, result } = await run('ocpp1.6', claimed({ type: 'get-report', base: 'full' }), {
      configurationKey: [],
    })
    expect(calls).toEqual([['GetConfiguration', {}]])
    expect(result.stage).toBe('confirmed')
  })

  test('set-configuration sets one key at a time; one refusal refuses the whole', async () => {
    const values = ['A', 'B', 'C'].map((key) => ({ key, value: '1' }))
    const statuses = ['Accepted', 'RebootRequired', 'Rejected'].map((status) => ({ status }))
    const {
      calls,
      result,
      values: kept,
    } = await run('ocpp1.6', claimed({ type: 'set-configuration', values }), ...statuses)
    expect(calls.map(([action]) => action)).toEqual(Array(3).fill('ChangeConfiguration'))
    expect(kept).toMatchObject([{ key: 'A', value: '1' }])
    expect(result).toMatchObject({
      stage: 'rejected',
      answer: { status: 'Rejected', results: [{ key: 'A', status: 'Accepted' }, {}, {}] },
    })
  })

  test('set-configuration that needs a reboot says so', async () => {
    const command: Command = { type: 'set-configuration', values: [{ key: 'A', value: '1' }] }
    const { result } = await run('ocpp1.6', claimed(command), { status: 'RebootRequired' })
    expect(result).toMatchObject({ stage: 'confirmed', answer: { status: 'RebootRequired' } })
  })

  test.each<[Command, RegExp]>([
    [{ type: 'reset', kind: 'soft', evseId: 1 }, /cannot reset one EVSE/],
    [{ type: 'trigger', message: 'TransactionEvent' }, /no TransactionEvent/],
    [
      { type: 'set-configuration', values: [{ key: 'x'.repeat(51), value: '1' }] },
      /key must NOT have more than 50 characters/,
    ],
    [{ type: 'ocpp', action: 'Reset', payload: { type: 'Warm' } }, /type must be one of Hard, Soft/],
    [{ type: 'ocpp', action: 'SetVariables', payload: {} }, /not an action of ocpp1.6/],
  ])('C-5 what 1.6 has no words for is never sent: %j', async (command, error) => {
    const { calls, result } = await run('ocpp1.6', claimed(command))
    expect(calls).toEqual([])
    expect(result.stage).toBe('failed')
    expect(sentenceOf(result.error as Problem)).toMatch(error)
  })
})

describe('C-4 commands in OCPP 2.0.1', () => {
  test.each<[Command, string, object]>([
    [
      start,
      'RequestStartTransaction',
      { evseId: 2, remoteStartId: 88, idToken: { idToken: '04A2', type: 'ISO14443' } },
    ],
    [{ type: 'reset', kind: 'soft' }, 'Reset', { type: 'OnIdle' }],
    [{ type: 'reset', kind: 'hard', evseId: 2 }, 'Reset', { type: 'Immediate', evseId: 2 }],
    [{ type: 'unlock', evseId: 1 }, 'UnlockConnector', { evseId: 1, connectorId: 1 }],
    [{ type: 'change-availability', operative: true }, 'ChangeAvailability', { operationalStatus: 'Operative' }],
    [
      { type: 'change-availability', evseId: 2, connectorId: 1, operative: false },
      'ChangeAvailability',
      { operationalStatus: 'Inoperative', evse: { id: 2, connectorId: 1 } },
    ],
    [{ type: 'clear-cache' }, 'ClearCache', {}],
    [
      { type: 'trigger', message: 'StatusNotification', evseId: 1 },
      'TriggerMessage',
      { requestedMessage: 'StatusNotification', evse: { id: 1, connectorId: 1 } },
    ],
    [
      { type: 'trigger', message: 'DiagnosticsStatusNotification' },
      'TriggerMessage',
      { requestedMessage: 'LogStatusNotification' },
    ],
    [{ type: 'get-report', base: 'summary' }, 'GetBaseReport', { requestId: 88, reportBase: 'SummaryInventory' }],
    [{ type: 'get-configuration' }, 'GetBaseReport', { requestId: 88, reportBase: 'ConfigurationInventory' }],
    [{ type: 'ocpp', action: 'GetLocalListVersion', payload: {} }, 'GetLocalListVersion', {}],
  ])('%j', async (command, action, payload) => {
    const { calls } = await run('ocpp2.0.1', claimed(command))
    expect(calls).toEqual([[action, payload]])
  })

  test('a stop names the transaction by the station’s own name', async () => {
    const { calls } = await run('ocpp2.0.1', claimed(stop, { transactionId: 'tx-1' }))
    expect(calls).toEqual([['RequestStopTransaction', { transactionId: 'tx-1' }]])
  })

  test('a start names the kind of token we know it as', async () => {
    const { calls } = await run('ocpp2.0.1', claimed(start, { tokenType: 'emaid' }))
    expect(calls[0]![1]).toMatchObject({ idToken: { type: 'eMAID' } })
  })

  test('get-configuration with keys asks for variables and keeps what it hears', async () => {
    const heartbeat = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'HeartbeatInterval' } }
    const power = { component: { name: 'EVSE', evse: { id: 2 } }, variable: { name: 'Power', instance: 'X' } }
    const { calls, result, values } = await run(
      'ocpp2.0.1',
      claimed({ type: 'get-configuration', keys: ['OCPPCommCtrlr.HeartbeatInterval', 'EVSE@2/Power[X]'] }),
      {
        getVariableResult: [
          { ...heartbeat, attributeStatus: 'Accepted', attributeValue: '300' },
          { ...power, attributeStatus: 'UnknownVariable' },
        ],
      },
    )
    expect(calls).toEqual([['GetVariables', { getVariableData: [heartbeat, power] }]])
    expect(values).toMatchObject([{ component: 'OCPPCommCtrlr', key: 'HeartbeatInterval', value: '300' }])
    expect(result.stage).toBe('confirmed')
  })

  test('set-configuration sets many at once', async () => {
    const values = ['A.B', 'C[D].E'].map((key) => ({ key, value: '1' }))
    const results = [
      { component: { name: 'A' }, variable: { name: 'B' }, attributeStatus: 'Accepted' },
      { component: { name: 'C' }, variable: { name: 'E' }, attributeStatus: 'UnknownVariable' },
    ]
    const {
      calls,
      result,
      values: kept,
    } = await run('ocpp2.0.1', claimed({ type: 'set-configuration', values }), {
      setVariableResult: results,
    })
    expect(calls).toHaveLength(1)
    expect(kept).toMatchObject([{ component: 'A', key: 'B', value: '1' }])
    expect(result).toMatchObject({ stage: 'rejected', answer: { status: 'UnknownVariable' } })
  })

  const results = (keys: readonly string[], attributeStatus: string) => ({
    setVariableResult: keys.map((key) => ({
      component: { name: key[0] },
      variable: { name: key[2] },
      attributeStatus,
    })),
  })
  const letters = (...keys: string[]) => keys.map((key) => ({ key, value: '1' }))

  test('D-4 what is refused as too large is sent again in halves', async () => {
    const command: Command = { type: 'set-configuration', values: letters('A.B', 'C.D', 'E.F') }
    const { calls, result } = await run(
      'ocpp2.0.1',
      claimed(command),
      new CallFailure('error', 'OccurrenceConstraintViolation'),
      results(['A.B', 'C.D'], 'Accepted'),
      results(['E.F'], 'Accepted'),
    )
    const sizes = calls.map(([, payload]) => (payload as { setVariableData: object[] }).setVariableData.length)
    expect(sizes).toEqual([3, 2, 1])
    expect(result.stage).toBe('confirmed')
  })

  test('D-6 what was answered before a later message failed is told', async () => {
    const keys = ['A.B', 'C.D', 'E.F', 'G.H', 'I.J']
    const limits = ['ItemsPerMessage', 'BytesPerMessage'].map((name) => ({
      component: { name: 'DeviceDataCtrlr' },
      variable: { name, instance: 'SetVariables' },
      attributeStatus: name === 'ItemsPerMessage' ? 'Accepted' : 'UnknownVariable',
      attributeValue: '3',
    }))
    const { result } = await run(
      'ocpp2.0.1',
      claimed({ type: 'set-configuration', values: letters(...keys) }),
      { getVariableResult: limits },
      results(keys.slice(0, 3), 'Accepted'),
      new CallFailure('timeout', 'Timeout'),
    )
    expect(result).toMatchObject({
      stage: 'timed-out',
      answer: { results: [{ key: 'A.B', status: 'Accepted' }, { key: 'C.D' }, { key: 'E.F' }] },
    })
  })

  test('C-5 a key without a component is never sent', async () => {
    const { calls, result } = await run(
      'ocpp2.0.1',
      claimed({ type: 'get-configuration', keys: ['HeartbeatInterval'] }),
    )
    expect(calls).toEqual([])
    expect(result).toMatchObject({ stage: 'failed', error: problem('not-a-variable', { key: 'HeartbeatInterval' }) })
  })
})

describe('C-11 a password the station has taken is its password', () => {
  const set16: Command = { type: 'set-configuration', values: [{ key: 'authorizationkey', value: 'AB12' }] }
  const raw16: Command = {
    type: 'ocpp',
    action: 'ChangeConfiguration',
    payload: { key: 'AuthorizationKey', value: 'AB12' },
  }
  test.each([
    [set16, 'Accepted', ['AB12']],
    [set16, 'RebootRequired', ['AB12']],
    [set16, 'Rejected', []],
    [raw16, 'Accepted', ['AB12']],
    [raw16, 'NotSupported', []],
  ])('1.6 %j %s', async (command, status, expected) => {
    const { passwords } = await run('ocpp1.6', claimed(command), { status })
    expect(passwords).toEqual(expected)
  })

  const password = { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } }
  const set201: Command = {
    type: 'set-configuration',
    values: [{ key: 'securityctrlr.basicauthpassword', value: 'AB12' }],
  }
  const raw201: Command = {
    type: 'ocpp',
    action: 'SetVariables',
    payload: { setVariableData: [{ ...password, attributeValue: 'AB12' }] },
  }
  test.each([
    [set201, 'Accepted', ['AB12']],
    [set201, 'Rejected', []],
    [raw201, 'Accepted', ['AB12']],
  ])('2.0.1 %j %s', async (command, attributeStatus, expected) => {
    const answer = { setVariableResult: [{ ...password, attributeStatus }] }
    const { passwords } = await run('ocpp2.0.1', claimed(command), answer)
    expect(passwords).toEqual(expected)
  })
})

describe('C-7 … C-9 what the answer means', () => {
  test.each<[string, Command, object, object]>([
    ['accepted waits for proof', start, { status: 'Accepted' }, { stage: 'accepted', error: null }],
    [
      'rejected',
      start,
      { status: 'Rejected' },
      { stage: 'rejected', error: problem('said-no', { status: 'Rejected' }) },
    ],
    [
      'scheduled waits for proof',
      { type: 'change-availability', evseId: 1, operative: false },
      { status: 'Scheduled' },
      { stage: 'accepted' },
    ],
    ['an unlock is its own proof', { type: 'unlock', evseId: 1 }, { status: 'Unlocked' }, { stage: 'confirmed' }],
    ['an unlock that failed', { type: 'unlock', evseId: 1 }, { status: 'UnlockFailed' }, { stage: 'rejected' }],
    ['a word nobody knows is no yes', start, { status: 'Perhaps' }, { stage: 'rejected' }],
    ['an answer in other letter case', start, { status: 'accepted' }, { stage: 'accepted' }],
    [
      'an answer without a status',
      { type: 'ocpp', action: 'GetLocalListVersion', payload: {} },
      { listVersion: 3 },
      { stage: 'confirmed', answer: { listVersion: 3 } },
    ],
  ])('%s', async (_name, command, answer, expected) => {
    const { result } = await run('ocpp1.6', claimed(command), answer)
    expect(result).toMatchObject(expected)
  })

  test('a report with nothing in it is done', async () => {
    const { result } = await run('ocpp2.0.1', claimed({ type: 'get-report', base: 'full' }), {
      status: 'EmptyResultSet',
    })
    expect(result.stage).toBe('confirmed')
  })

  test('C-8 a connector that already is as it should be is done', async () => {
    const station = aStation()
    station.show({
      evse: 1,
      connector: 1,
      status: 'unavailable',
      statusAt: null,
      errorCode: null,
      vendorErrorCode: null,
    })
    const ask = (operative: boolean) =>
      runCommand(claimed({ type: 'change-availability', evseId: 1, operative }), station, async () => ({
        status: 'Accepted',
      }))
    expect((await ask(false)).stage).toBe('confirmed')
    expect((await ask(true)).stage).toBe('accepted')
  })

  test('C-8 a whole station is as it should be when it and every connector are', async () => {
    const station = aStation()
    const told = { connector: 1, statusAt: null, errorCode: null, vendorErrorCode: null } as const
    const ask = async (operative: boolean) => {
      const command = claimed({ type: 'change-availability', operative })
      return (await runCommand(command, station, async () => ({ status: 'Accepted' }))).stage
    }
    expect(await ask(true)).toBe('accepted') // nothing is known of it
    station.showStation({ status: 'available' })
    station.show({ ...told, evse: 1, status: 'unavailable' })
    expect([await ask(true), await ask(false)]).toEqual(['accepted', 'accepted'])
    station.show({ ...told, evse: 1, status: 'available' })
    expect([await ask(true), await ask(false)]).toEqual(['confirmed', 'accepted'])
  })

  test.each([
    [new CallFailure('timeout', 'Timeout'), 'timed-out', problem('timed-out')],
    [new CallFailure('disconnected', 'Disconnected'), 'failed', problem('disconnected')],
    [new CallFailure('error', 'NotSupported', 'no such thing'), 'failed', 'NotSupported: no such thing'],
    [new CallFailure('queue-full', 'QueueFull'), 'failed', problem('queue-full')],
    [new TypeError('boom'), 'failed', problem('gateway-fault', { detail: 'TypeError: boom' })],
  ])('C-9 %s', async (failure, stage, error) => {
    const { result } = await run('ocpp1.6', claimed(start), failure)
    expect(result).toEqual({ stage, answer: null, error })
  })

  test.each(['ocpp1.6', 'ocpp2.0.1'] as const)(
    'C-9 %s: no list of certificates is not an empty list',
    async (version) => {
      const ask = claimed({ type: 'get-installed-certificates', kinds: ['csms'] })
      const { result } = await run(version, ask, { status: 'Busy' })
      expect(result).toMatchObject({ stage: 'rejected', error: problem('said-no', { status: 'Busy' }) })
    },
  )

  test.each([
    ['ocpp1.6', 'no time', 'chargingSchedule'],
    ['ocpp2.0.1', 'no time', 'schedule'],
  ] as const)('T-8 %s: a schedule that says no time begins now', async (version, scheduleStart, field) => {
    const periods = { chargingSchedulePeriod: [{ startPeriod: 0, limit: 16 }], chargingRateUnit: 'A', duration: 60 }
    const answer = { status: 'Accepted', scheduleStart, [field]: { ...periods, evseId: 1, scheduleStart } }
    const ask = claimed({ type: 'get-composite-schedule', evseId: 1, durationSeconds: 60 })
    const { composite } = (await run(version, ask, answer)).result.answer as { composite: { startAt: string } }
    expect(Math.abs(Date.parse(composite.startAt) - Date.now())).toBeLessThan(60_000)
  })
})
