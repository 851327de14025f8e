import { knownActions, type OcppVersion, officialSchema } from '../lib/ocpp-schemas/official'
import { messageFixtures, recordedTraces } from '../ocpp-server/testing/message-fixtures'
import type { Random } from '../simulator/random'
import { examplePayload } from './example-payload'

export interface Seed {
  readonly action: string
  readonly payload: unknown
}

/** Where mutated frames begin: the examples of the tests, conversations recorded from real stations, and what the schemas allow. */
export function createCorpus(version: OcppVersion): (random: Random) => Seed {
  const examples = messageFixtures(version).flatMap(({ action, cases }) =>
    cases.map((one): Seed => ({ action: one.action ?? action, payload: one.payload })),
  )
  const recorded = recordedTraces()
    .filter((trace) => trace.version === version || version === 'ocpp2.1')
    .flatMap(({ lines }) => lines.filter(({ dir, frame }) => dir === 'in' && frame[0] === 2))
    .map(({ frame }): Seed => ({ action: frame[2], payload: frame[3] }))
  const actions = knownActions(version)
  const drawn = (random: Random): Seed => {
    const action = random.pick(actions)
    return { action, payload: examplePayload(officialSchema(version, action, 'request')!, random) }
  }
  return (random) => {
    const dice = random.next()
    if (dice < 0.35) return random.pick(examples)
    return dice < 0.55 && recorded.length > 0 ? random.pick(recorded) : drawn(random)
  }
}
