import { expect, test } from 'vitest'
import { isPassedProbe, isRealCharge, type ProbeFacts, type StationFacts } from './proof'

const T0 = new Date('2026-11-20T08:00:00Z')
const at = (minutes: number) => new Date(T0.getTime() + minutes * 60_000)
const place = { evse: 1, since: T0 }
const probe = (over: Partial<ProbeFacts> = {}): ProbeFacts => ({
  type: 'trigger',
  stage: 'confirmed',
  queuedAt: at(1),
  confirmedAt: at(2),
  ...over,
})
const station = (over: Partial<StationFacts> = {}): StationFacts => ({
  isOnline: true,
  connectors: [
    { evse: 1, status: 'available' },
    { evse: 2, status: 'faulted' },
  ],
  ...over,
})

test.each<[string, Partial<ProbeFacts>, Partial<StationFacts>, number, boolean]>([
  ['proven after the technician came', {}, {}, 1, true],
  ['accepted only', { stage: 'accepted', confirmedAt: null }, {}, 1, false],
  ['asked for before the technician came', { queuedAt: at(-1) }, {}, 1, false],
  ['a setting proves nothing', { type: 'set-configuration' }, {}, 1, false],
  ['the place still says that it is broken', {}, {}, 2, false],
  ['the whole station, with one place broken', {}, {}, 0, false],
  ['the station has gone offline since', {}, { isOnline: false }, 1, false],
  ['a place nobody knows', {}, { connectors: [] }, 1, false],
])('a probe: %s', (_name, over, facts, evse, expected) => {
  expect(isPassedProbe(probe(over), station(facts), { ...place, evse })).toBe(expected)
})

test.each([
  ['a real one', { evse: 1, startedAt: at(1), energyWh: 250 }, true],
  ['too little to be one', { evse: 1, startedAt: at(1), energyWh: 99 }, false],
  ['before the work', { evse: 1, startedAt: at(-1), energyWh: 9000 }, false],
  ['next door', { evse: 2, startedAt: at(1), energyWh: 250 }, false],
])('a charge: %s', (_name, session, expected) => {
  expect(isRealCharge(session, place)).toBe(expected)
})
