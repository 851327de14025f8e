import { expect, test } from 'vitest'
import { officialSchema } from '../../ocpp-schemas/official'
import { faultOfEvent } from '../fault-of-event'
import { RULE_NAMES } from '../rules/rule-names'
import { securityEventKind } from '../security-events'
import { ALL_CAUSES, findCause, isSafetyCause } from './all-causes'
import { causeOf } from './cause-of'
import { DRIVER_WORDS } from './driver-words'
import { FIELD_STEPS } from './field-steps'
import { guideOf } from './guide'
import { PARTS } from './parts'
import { REASONS } from './reasons'
import { REMOTE_STEPS } from './remote-steps'
import { VENDORS } from './vendors'

const CAUSES = Object.entries(ALL_CAUSES)
/** The error codes as the official schema spells them, not as we do. */
const OCPP16_CODES = officialSchema('ocpp1.6', 'StatusNotification', 'request')?.properties?.errorCode?.enum ?? []

test('every error code of OCPP 1.6 is known', () => {
  expect(OCPP16_CODES).toHaveLength(16)
  expect(OCPP16_CODES.filter((code) => !(code in ALL_CAUSES))).toEqual([])
})

test('every minimum required error code is known', () => {
  const codes = Array.from({ length: 26 }, (_, index) => `CX${String(index + 1).padStart(3, '0')}`)
  expect(codes.filter((code) => !(code in ALL_CAUSES))).toEqual([])
})

test('what every rule sees is known', () => {
  expect(RULE_NAMES.filter((name) => !(name in ALL_CAUSES))).toEqual([])
})

test.each(['TamperDetectionActivated', 'MemoryExhaustion', 'InvalidCsmsCertificate', 'InvalidChargePointCertificate'])(
  'a security event that opens a fault is known: %s',
  (type) => {
    expect(securityEventKind(type).severity).not.toBeNull()
    expect(causeOf('security', type, null, null)).toBe(`security:${type}`)
  },
)

test.each(['Connector.Problem', 'RCD.Tripped', 'PowerContactor.Fault', 'TiltSensor.Active'])(
  'a problem that a station of 2.x tells is known: %s',
  (name) => {
    const [component = '', variable = ''] = name.split('.')
    const event = { name, component, variable, trigger: 'Alerting', actualValue: 'true', isCleared: false }
    const fault = faultOfEvent({ ...event, severity: null, origin: null, monitorId: null })
    expect(causeOf('event', fault?.code ?? '', null, null)).not.toBe('unknown')
  },
)

test('every maker’s code has a source, and its key is written as it is looked up', () => {
  for (const { key, codes } of VENDORS) {
    expect(Object.keys(codes).length, key).toBeGreaterThan(0)
    for (const [code, cause] of Object.entries(codes)) {
      expect(code, `${key}:${code}`).toBe(code.toLowerCase())
      expect(cause.sources.length, `${key}:${code}`).toBeGreaterThan(0)
    }
  }
})

test.each(CAUSES)('%s is complete in both languages', (key, cause) => {
  for (const source of cause.sources) expect(source).toMatch(/^https:\/\/[^\s]+$/)
  const [sv, en] = [guideOf(key, 'sv'), guideOf(key, 'en')]
  const shape = ({ reasons, remote, field, parts }: typeof sv) =>
    [reasons, remote, field, parts].map((list) => list.map((item) => item.key))
  expect(shape(sv)).toEqual(shape(en))
  for (const guide of [sv, en]) {
    const texts = [
      guide.title,
      guide.plain,
      guide.driver,
      ...[...guide.reasons, ...guide.remote, ...guide.field].map(({ text }) => text),
    ]
    for (const text of texts) expect(text.trim().length).toBeGreaterThan(2)
    expect(guide.title).not.toMatch(/[.!]$/)
    expect(guide.plain).toMatch(/[.!?]$/)
  }
  expect(new Set(cause.reasons).size).toBe(cause.reasons.length)
})

test('a text is not the same in both languages, and no catalogue has an entry nobody uses', () => {
  const texts = [PARTS, REMOTE_STEPS, FIELD_STEPS, REASONS, DRIVER_WORDS].flatMap((catalogue) =>
    Object.values(catalogue),
  )
  expect(texts.filter(({ sv, en }) => sv === en)).toEqual([])
  const used = new Set(
    CAUSES.flatMap(([key]) => guideOf(key, 'sv')).flatMap((guide) =>
      [...guide.reasons, ...guide.remote, ...guide.field, ...guide.parts].map((item) => item.key as string),
    ),
  )
  const all = [PARTS, REMOTE_STEPS, FIELD_STEPS, REASONS].flatMap((catalogue) => Object.keys(catalogue))
  expect(all.filter((key) => !used.has(key))).toEqual([])
})

test('what only a person on the spot may clear begins with a safety gate and is not restarted from afar', () => {
  for (const [key, cause] of CAUSES.filter(([, { isSafety }]) => isSafety)) {
    expect(guideOf(key, 'en').field[0]?.isGate, key).toBe(true)
    expect(
      cause.remote.filter((step) => ['soft-reset', 'hard-reset', 'enable', 'unlock'].includes(step)),
      key,
    ).toEqual([])
  }
})

test.each([
  'GroundFailure',
  'PowerSwitchFailure',
  'OverVoltage',
  'OverCurrentFailure',
  'CX002',
  'CX008',
  'CX017',
  'CX024',
  '2x:RCD.*',
])('%s is a matter of safety', (key) => expect(isSafetyCause(key)).toBe(true))

test('gates come first, the proof last, each step once', () => {
  const steps = guideOf('GroundFailure', 'en').field.map(({ key }) => key)
  expect(steps.slice(0, 3)).toEqual(['secure-area', 'isolate-supply', 'do-not-reset-twice'])
  expect(steps.at(-1)).toBe('prove-charge')
  expect(new Set(steps).size).toBe(steps.length)
})

test('a check says what it finds', () => {
  const step = guideOf('GroundFailure', 'en').field.find(({ key }) => key === 'test-insulation')
  expect(step?.finds).toEqual(['car-insulation', 'station-insulation'])
})

test('a cause nobody knows is said to be unknown', () => {
  expect(findCause('no such thing').title.en).toBe('Unknown cause')
  expect(guideOf('no such thing', 'sv').title).toBe('Okänd felorsak')
})
