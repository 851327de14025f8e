import { afterAll, expect, test } from 'vitest'
import type { Command, CommandInput } from '../lib/commands/command'
import { commandSchema } from '../lib/commands/command'
import type { ClaimedCommand } from '../lib/commands/mutations/settle-command'
import { sentenceOf } from '../lib/commands/problem'
import { Decimal } from '../lib/kernel/money'
import { meterAt, nextRegister } from '../lib/sessions/energy-from-register'
import { harmOfToken } from '../lib/stations/harm-of-token'
import { harmOfValue } from '../lib/stations/harm-of-value'
import { quirksOf, quirksOfKind, VENDOR_QUIRKS } from '../lib/stations/vendor-quirks'
import { foldToken } from '../lib/tokens/fold-token'
import { runCommand } from './commands'
import { basicCredentials, chooseProtocol } from './handshake'
import { saidTime } from './said-time'
import { profilesToSend } from './set-profile'
import { type CommandTools, isYes } from './station-answer'
import { aStation, planned } from './testing/a-station'
import { valuesIn } from './v16/key-values'

/** Every row of the table of quirks has its test here, by its id: what that maker's stations do, and what comes of it. */
const tested = new Set<string>()
function quirk(id: string, vendor: string, model: string, run: () => void | Promise<void>) {
  tested.add(id)
  test(`${id}: ${VENDOR_QUIRKS.find((row) => row.id === id)?.what}`, async () => {
    const [row] = VENDOR_QUIRKS.filter((one) => one.id === id)
    expect(row).toBeDefined()
    if (row?.vendor) expect(quirksOfKind({ vendor, model }).map((one) => one.id)).toContain(id)
    await run()
  })
}
afterAll(() => expect([...tested].sort()).toEqual(VENDOR_QUIRKS.map(({ id }) => id).sort()))

const ANY = ['', ''] as const
const at = '2026-11-20T07:59:30Z'
const from = (vendor: string, model: string) => {
  const station = aStation()
  station.live = { ...station.live, vendor, model }
  return station
}
/** What one message's only write holds. */
const kept = (action: string, payload: unknown, station = aStation()) =>
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into items of every shape
  planned(station, action, payload).writes[0]?.item as any
const readings = (meterValue: unknown, station = aStation()) =>
  kept('MeterValues', { connectorId: 1, transactionId: 41, meterValue }, station).samples as object[]

const claimed = (command: CommandInput) => ({ id: 1n, command, transactionId: null, tokenType: null }) as ClaimedCommand
/** Runs a command that must not reach the station. */
async function refused(command: Command, vendor: string, model: string) {
  const result = await runCommand(claimed(command), from(vendor, model), () => expect.fail('it was sent'))
  expect(result).toMatchObject({ stage: 'failed', answer: null })
  return result.error === null || typeof result.error === 'string' ? result.error : sentenceOf(result.error)
}
/** The profiles that a limit comes to at this maker's station with two outlets. */
function profiles(vendor: string, model: string, purpose: 'station-max' | 'tx-default', unit: 'A' | 'W' = 'A') {
  const station = from(vendor, model)
  const connector = {
    connector: 1,
    status: 'available',
    statusAt: null,
    errorCode: null,
    vendorErrorCode: null,
  } as const
  for (const evse of [1, 2]) station.show({ evse, ...connector })
  const command = commandSchema.parse({
    type: 'set-charging-profile',
    ...(purpose === 'tx-default' && { evseId: 1 }),
    profile: {
      purpose,
      stackLevel: 3,
      kind: 'absolute',
      schedule: { unit, periods: [{ startSeconds: 0, limit: 32 }] },
    },
  })
  return profilesToSend(claimed(command) as never, { station } as unknown as CommandTools)
}

quirk('abb-measurands', 'ABB', 'Terra AC W22-T-R-0', async () => {
  const set = (value: string): Command => ({
    type: 'set-configuration',
    values: [{ key: 'MeterValuesSampledData', value }],
  })
  const error = await refused(set('Energy.Active.Import.Register, Temperature'), 'ABB', 'Terra AC W22-T-R-0')
  expect(error).toContain('Temperature')
  const abb = { vendor: 'ABB', model: 'TAC-W22' }
  expect(harmOfValue(abb, 'metervaluessampleddata', 'Voltage,Current.Import')).toBeNull()
  expect(harmOfValue({ vendor: 'Other', model: null }, 'MeterValuesSampledData', 'Temperature')).toBeNull()
})

quirk('abb-stack-level', 'ABB', 'Terra AC', () => {
  expect(profiles('ABB', 'Terra AC', 'tx-default')).toMatchObject([{ stackLevel: 0 }])
  expect(profiles('Other', 'One', 'tx-default')).toMatchObject([{ stackLevel: 3 }])
})

const meter = (...registers: number[]) => {
  const [first = 0, ...rest] = registers
  const value = (registerWh: number, index: number) => ({ at: index * 60_000, registerWh: new Decimal(registerWh) })
  return rest
    .reduce((state, register, index) => nextRegister(state, value(register, index + 1), []), meterAt(value(first, 0)))
    .energyWh.toNumber()
}
quirk('abb-register', 'ABB', 'Terra AC', () => expect(meter(100_000, 101_000, 12, 102_000)).toBe(2000))

quirk('alfen-hex-tokens', 'Alfen BV', 'NG910', async () => {
  expect(await refused({ type: 'start', evseId: 1, token: 'APP-USER' }, 'Alfen BV', 'NG910')).toMatch(/hexadecimal/)
  expect(harmOfToken({ vendor: 'ICU', model: 'Eve' }, '04a2B3')).toBeNull()
  expect(harmOfToken({ vendor: 'Other', model: null }, 'APP-USER')).toBeNull()
})

quirk('alfen-null-meter-start', 'Alfen BV', 'NG910', () => {
  const start = { connectorId: 1, idTag: '04A2', meterStart: null, timestamp: at }
  expect(kept('StartTransaction', start)).toMatchObject({ kind: 'start', meterStartWh: null })
})

quirk('six-byte-reader', 'SmartEVSE', 'V3', () => {
  const shown = (idTag: string, vendor = 'SmartEVSE') => kept('Authorize', { idTag }, from(vendor, 'V3')).token
  expect(shown('04A2B3C40000')).toMatchObject({ value: '04A2B3C4' })
  expect(shown('04A2B3C4D5E6')).toMatchObject({ value: '04A2B3C4D5E6', isCut: true })
  expect(shown('04A2B3C40000', 'Other')).toEqual({ value: '04A2B3C40000', type: 'rfid' })
})

quirk('charge-amps-hertz', 'Charge Amps AB', 'Halo', () => {
  const sampledValue = [{ value: '50.02', measurand: 'Frequency', unit: 'Hz' }, { value: '1200' }]
  expect(readings([{ timestamp: at, sampledValue }])).toMatchObject([{ registerWh: 1200 }])
})

quirk('charge-amps-phases', 'Charge Amps AB', 'Aura', () => {
  expect(valuesIn([{ key: 'ACPhaseSwitchingSupported', value: 'true' }])).toMatchObject([
    { key: 'ACPhaseSwitchingSupported', value: 'true' },
  ])
})

quirk('easee-interval', 'Easee', 'Charge', async () => {
  const set = (value: string): Command => ({
    type: 'set-configuration',
    values: [{ key: 'MeterValueSampleInterval', value }],
  })
  expect(await refused(set('10'), 'Easee', 'Charge')).toMatch(/30 seconds/)
  const easee = { vendor: 'Easee', model: 'Home' }
  expect(['0', '30', '60'].map((value) => harmOfValue(easee, 'MeterValueSampleInterval', value))).toEqual(
    Array(3).fill(null),
  )
})

quirk('evbox-measurands', 'EV-BOX', 'Elvi', async () => {
  const values = [{ key: 'StopTxnSampledData', value: 'Energy.Active.Import.Register,SoC' }]
  expect(await refused({ type: 'set-configuration', values }, 'EV-BOX', 'Elvi')).toMatch(/SoC/)
})

quirk('evbox-fixed-limit', 'EVBox', 'BusinessLine', () => {
  expect(quirksOf({ vendor: 'EVBox', model: 'BusinessLine' }).fixedLimit).toEqual({
    key: 'evb_MaximumStationCurrent',
    perAmpere: 10,
    unit: '0.1 A',
  })
})

quirk('foxess-dialect', 'FoxESS', 'A011', () => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  const boot = { chargePointVendor: 'FoxESS', chargePointModel: 'A011' }
  expect(planned(station, 'BootNotification', boot).writes[0]?.item).toMatchObject({ vendor: 'FoxESS' })
})

quirk('foxess-probe', 'FoxESS', 'A011', () => {
  expect(chooseProtocol(['ocpp1.6'])).toMatchObject({ protocol: 'ocpp1.6' })
})

quirk('growatt-local-time', 'Growatt', 'THOR', () => {
  const received = new Date('2026-11-20T08:00:00Z')
  expect(saidTime('2026-11-20T08:59:30', received, 'Europe/Stockholm').at.toISOString()).toBe(
    '2026-11-20T07:59:30.000Z',
  )
})

quirk('growatt-begin-repeated', 'Growatt', 'THOR', () => {
  const sampledValue = [
    { value: '900', context: 'Sample.Periodic' },
    { value: '100', context: 'Transaction.Begin' },
  ]
  expect(readings([{ timestamp: at, sampledValue }])).toMatchObject([
    { context: 'Sample.Periodic', registerWh: 900 },
    { context: 'Transaction.Begin', registerWh: 100 },
  ])
})

quirk('huawei-object', 'Huawei', 'SCharger', () => {
  expect(readings({ timestamp: at, sampledValue: [{ value: '1500' }] })).toMatchObject([{ registerWh: 1500 }])
})

quirk('huawei-watts', 'Huawei', 'SCharger', () => {
  const [profile] = profiles('Huawei', 'SCharger', 'tx-default')
  expect(profile?.schedule).toMatchObject({ unit: 'W', periods: [{ limit: 22_080 }] }) // 3 × 230 V × 32 A
})

quirk('legrand-error', 'Legrand', 'GreenUp', () => {
  expect(kept('StatusNotification', { connectorId: 1, status: 'Faulted', errorCode: 'Error' })).toMatchObject({
    errorCode: 'OtherError',
    vendorErrorCode: 'Error',
  })
})

quirk('mennekes-measurands', 'Mennekes', 'AMTRON', () => {
  const sampledValue = ['L1', 'L2', 'L3'].map((phase) => ({
    value: '2300',
    measurand: `Power.Active.Import.${phase}`,
    unit: 'W',
  }))
  expect(readings([{ timestamp: at, sampledValue }])).toMatchObject([{ powerW: 6900 }])
})

quirk('mennekes-slow-start', 'Mennekes', 'AMTRON 4You', async () => {
  const { PROOF_AWAITED_MS } = await import('./command-desk')
  expect(PROOF_AWAITED_MS).toBeGreaterThanOrEqual(15 * 60_000)
})

quirk('openevse-numbers', 'OpenEVSE', 'v5', () => {
  const batch = [
    { timestamp: '2026-11-20T07:58:00Z', sampledValue: [{ value: 1000 }] },
    { timestamp: at, sampledValue: [{ value: 1100 }] },
  ]
  expect(readings(batch)).toMatchObject([{ registerWh: 1000 }, { registerWh: 1100 }])
})

quirk('integer-configuration', ...ANY, async () => {
  const saved: unknown[] = []
  const result = await runCommand(
    claimed({ type: 'get-configuration', keys: ['NumberOfConnectors'] }),
    aStation(),
    async () => ({ configurationKey: [{ key: 'NumberOfConnectors', value: 2, readonly: true }] }),
    {
      saveConfiguration: async ({ values }: { values: readonly unknown[] }) => void saved.push(...values),
      findMessageLimits: async () => new Map(),
    } as never,
  )
  expect(result.stage).toBe('confirmed')
  expect(saved).toMatchObject([{ key: 'NumberOfConnectors', value: '2' }])
})

quirk('ocular-late-readings', 'Ocular', 'LTE', () => {
  expect(
    kept('MeterValues', {
      connectorId: 1,
      transactionId: 41,
      meterValue: [{ timestamp: at, sampledValue: [{ value: '5' }] }],
    }),
  ).toMatchObject({
    kind: 'metered',
  })
  expect(valuesIn([{ key: 'MeterValuesSampledData', value: 'Energy.Active.Impo' }])).toMatchObject([
    { value: 'Energy.Active.Impo' },
  ])
})

quirk('slow-redial', 'Teison', 'Smart', async () => {
  const { welcome } = await import('./welcome')
  const asked: string[] = []
  const peer = { call: async (action: string) => void asked.push(action) }
  const socket = { close: () => expect.fail('the socket was closed'), terminate: () => expect.fail('it was cut') }
  await welcome({ peer, socket } as never)
  expect(asked).toEqual(['TriggerMessage'])
})

quirk('wallbox-profiles', 'Wall Box Chargers', 'Pulsar Plus', () => {
  const [profile] = profiles('Wall Box Chargers', 'Pulsar Plus', 'tx-default')
  expect(profile).toMatchObject({ kind: 'relative', stackLevel: 0 })
})

quirk('wallbox-no-password', 'Wallbox', 'Copper', () => expect(basicCredentials(undefined)).toBeNull())

quirk('grizzl-e-no-version', 'United Chargers', 'GRS', () => expect(chooseProtocol([])).toBeNull())

quirk('grizzl-e-station-limit', 'United Chargers', 'GRS', () => {
  expect(profiles('United Chargers', 'GRS', 'station-max')).toMatchObject([
    { purpose: 'tx-default', evse: 1, schedule: { periods: [{ limit: 16 }] } },
    { purpose: 'tx-default', evse: 2, schedule: { periods: [{ limit: 16 }] } },
  ])
  expect(profiles('Other', 'One', 'station-max')).toMatchObject([{ purpose: 'station-max', evse: 0 }])
})

quirk('key-letter-case', ...ANY, () => {
  expect(valuesIn([{ key: 'HEARTBEATINTERVAL', value: '1' }])).toMatchObject([{ key: 'HeartbeatInterval' }])
})

quirk('empty-vendor', ...ANY, () => {
  for (let boots = 0; boots < 3; boots++) {
    const { answer } = planned(aStation(), 'BootNotification', { chargePointVendor: '', chargePointModel: 'X' })
    expect(answer).toMatchObject({ status: 'Accepted' })
  }
})

quirk('status-zero', ...ANY, () => {
  const station = aStation()
  const connector = { evse: 1, connector: 1, statusAt: null, vendorErrorCode: null } as const
  station.show({ ...connector, status: 'faulted', errorCode: 'GroundFailure' })
  planned(station, 'StatusNotification', { connectorId: 0, status: 'Available', errorCode: 'NoError' })
  expect(station.live).toMatchObject({ status: 'available', connectors: [{ status: 'faulted' }] })
})

quirk('unsolicited-scheduled', ...ANY, async () => {
  expect(isYes({ status: 'Scheduled' })).toBe(true)
  const command = { type: 'change-availability', evseId: 1, operative: false } as const
  const result = await runCommand(claimed(command), aStation(), async () => ({ status: 'Scheduled' }))
  expect(result.stage).toBe('accepted') // the status that follows is the proof
})

quirk('meter-resets', ...ANY, () => {
  expect(meter(5000, 6000, 0, 500, 1000, 1500)).toBe(2500) // reset within the session: counted on from there
  expect(meter(0, 500, 1000)).toBe(1000)
})

quirk('token-letter-case', ...ANY, () => expect(foldToken(' deadBEEF ')).toBe('DEADBEEF'))

quirk('serial-as-token', ...ANY, async () => {
  const serial = 'SERIAL-0123456789-ABCDEFG'
  expect(kept('Authorize', { idTag: serial }).token.value).toBe(serial)
  expect(await refused({ type: 'start', evseId: 1, token: serial }, 'Other', 'One')).toMatch(/20 characters/)
})

quirk('autel-finishing', 'Autel', 'MaxiCharger', () => {
  const { writes } = planned(aStation(), 'StatusNotification', {
    connectorId: 1,
    status: 'Finishing',
    errorCode: 'NoError',
  })
  expect(writes.map(({ item }) => (item as { kind?: string }).kind)).not.toContain('stop')
})

quirk('autel-root', 'Autel', 'MaxiCharger', () => {
  expect(commandSchema.options.map(({ shape }) => shape.type.value)).toContain('install-certificate')
})

quirk('keba-fixed-limit', 'Keba AG', 'KC-P30', () => {
  expect(quirksOf({ vendor: 'Keba AG', model: 'KC-P30' }).fixedLimit).toMatchObject({ perAmpere: 1000, unit: 'mA' })
})
