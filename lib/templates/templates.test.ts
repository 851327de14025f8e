import { describe, expect, test } from 'vitest'
import { driftOf, isSameValue, type StationFacts, triedKey } from './drift'
import { overruledBy } from './overruled'
import { isFor, type Template, templateSchema, wantedValues } from './template'

const template = (over: Partial<Template> = {}): Template => ({
  id: 1n,
  name: 'All',
  vendor: '',
  model: '',
  protocol: '',
  values: [{ key: 'HeartbeatInterval', value: '300' }],
  repairOnBoot: false,
  updatedAt: new Date('2026-11-01T00:00:00Z'),
  ...over,
})

describe('D-40 which template is for which station', () => {
  const kind = { vendor: 'ABB ', model: 'Terra AC', protocol: 'ocpp1.6' }
  test.each<[Partial<Template>, boolean]>([
    [{}, true],
    [{ vendor: 'abb' }, true],
    [{ vendor: 'abb', model: 'TERRA ac' }, true],
    [{ vendor: 'Alfen' }, false],
    [{ protocol: 'ocpp2.0.1' }, false],
  ])('%j', (over, expected) => {
    expect(isFor(template(over), kind)).toBe(expected)
  })

  test('the more particular template is right, key by key', () => {
    const general = template({
      id: 3n,
      values: [
        { key: 'A', value: '1' },
        { key: 'B', value: '1' },
      ],
    })
    const byModel = template({ id: 1n, model: 'Terra AC', values: [{ key: 'a', value: '2' }] })
    const byVendor = template({ id: 2n, vendor: 'ABB', values: [{ key: 'A', value: '3' }] })
    expect(wantedValues([byModel, general, byVendor])).toEqual([
      { key: 'a', value: '2', templateId: 1n },
      { key: 'B', value: '1', templateId: 3n },
    ])
  })
})

test.each<[string, string, string | null, boolean]>([
  ['true', 'TRUE', null, true],
  ['300', '300.0', null, true],
  ['300', '301', null, false],
  ['', '0', null, false],
  ['A,B', 'B, a', null, true],
  ['A,B', 'B,A', 'SequenceList', false],
  ['A,B', 'A', null, false],
  ['0x1f', '31', null, false],
  ['1e2', '100', null, true],
])('D-41 %j and %j (%s) are the same: %s', (a, b, dataType, expected) => {
  expect(isSameValue(a, b, dataType)).toBe(expected)
})

describe('D-44 where the offline policy wants another value, it holds', () => {
  const facts: StationFacts = {
    kind: { vendor: null, model: null },
    held: new Map([['localpreauthorize', { value: 'false', readonly: false, dataType: null }]]),
    tried: new Map(),
    firmwareChangedAt: null,
    bootedAt: null,
    policy: new Map([['localpreauthorize', 'false']]),
  }
  test.each([
    ['true', 'overruled'],
    ['FALSE', 'same'],
  ])('a template that wants %s', (value, state) => {
    const wanted = wantedValues([template({ values: [{ key: 'LocalPreAuthorize', value }] })])
    expect(driftOf(wanted, facts, new Map(), new Date())).toMatchObject([{ state }])
  })

  const policy = {
    localList: null,
    authorisationCache: null,
    preAuthorise: false,
    unknownTokens: null,
    safeCurrentA: null,
  }
  test.each<[string, string, string, number]>([
    ['', 'LocalPreAuthorize', 'true', 1],
    ['', 'AuthCtrlr.LocalPreAuthorize', 'true', 1],
    ['ocpp1.6', 'AuthCtrlr.LocalPreAuthorize', 'true', 0],
    ['ocpp2.1', 'authctrlr/localpreauthorize', 'true', 1],
    ['', 'LocalPreAuthorize', 'false', 0],
    ['', 'HeartbeatInterval', '300', 0],
  ])('for %j, %s = %s', (protocol, key, value, count) => {
    expect(overruledBy(template({ protocol, values: [{ key, value }] }), policy)).toHaveLength(count)
  })
})

describe('D-42 a value is not tried without end', () => {
  const NOW = new Date('2026-11-20T12:00:00Z')
  const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
  const facts = (over: Partial<StationFacts> & { status?: string | null; at?: Date; isUnderWay?: boolean }) => ({
    kind: { vendor: null, model: null },
    held: new Map([['heartbeatinterval', { value: '60', readonly: false, dataType: null }]]),
    tried: new Map(
      over.at
        ? [
            [
              triedKey('HeartbeatInterval', '300'),
              { at: over.at, status: over.status ?? null, isUnderWay: over.isUnderWay ?? false },
            ],
          ]
        : [],
    ),
    firmwareChangedAt: null,
    bootedAt: null,
    policy: new Map(),
    ...over,
  })
  const stateFor = (over: Parameters<typeof facts>[0], changedAt = hoursAgo(1000)) =>
    driftOf(wantedValues([template()]), facts(over), new Map([[1n, changedAt]]), NOW)[0]?.state

  test.each<[string, Parameters<typeof facts>[0], string]>([
    ['never tried', {}, 'differs'],
    ['refused long ago', { at: hoursAgo(900), status: 'Rejected' }, 'refused'],
    [
      'refused, then another firmware',
      { at: hoursAgo(5), status: 'Rejected', firmwareChangedAt: hoursAgo(2) },
      'differs',
    ],
    ['taken and lost again', { at: hoursAgo(2), status: 'Accepted', bootedAt: hoursAgo(1) }, 'not-kept'],
    ['taken and lost, a day later', { at: hoursAgo(25), status: 'Accepted' }, 'differs'],
    ['it fell silent (boots in circles)', { at: hoursAgo(1), status: null }, 'not-kept'],
    ['it must boot first', { at: hoursAgo(1), status: 'RebootRequired', bootedAt: hoursAgo(3) }, 'under-way'],
    ['it has booted and forgotten', { at: hoursAgo(2), status: 'RebootRequired', bootedAt: hoursAgo(1) }, 'not-kept'],
    ['being set', { at: hoursAgo(0), isUnderWay: true }, 'under-way'],
    [
      'read-only',
      { held: new Map([['heartbeatinterval', { value: '60', readonly: true, dataType: null }]]) },
      'read-only',
    ],
    ['not told', { held: new Map() }, 'unread'],
  ])('%s', (_name, over, expected) => {
    expect(stateFor(over)).toBe(expected)
  })

  test('refused, then another template', () => {
    expect(stateFor({ at: hoursAgo(5), status: 'Rejected' }, hoursAgo(1))).toBe('differs')
  })

  test('D-43 what is known to break this kind of station is never set', () => {
    const measurands = template({ values: [{ key: 'MeterValuesSampledData', value: 'Temperature' }] })
    const held = new Map([['metervaluessampleddata', { value: 'Voltage', readonly: false, dataType: null }]])
    const abb = facts({ held, kind: { vendor: 'ABB', model: 'Terra AC W22' } })
    expect(driftOf(wantedValues([measurands]), abb, new Map(), NOW)[0]?.state).toBe('harmful')
  })
})

test.each([
  [[{ key: 'AuthorizationKey', value: 'x' }], 'secret-key'],
  [
    [
      { key: 'A', value: '1' },
      { key: 'a', value: '2' },
    ],
    'duplicate-key',
  ],
  [[], 'required'],
])('D-40 a template of %j is refused: %s', (values, problem) => {
  const parsed = templateSchema.safeParse({ name: 'T', values })
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([problem])
})
