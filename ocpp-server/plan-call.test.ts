import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { aStation, planned } from './testing/a-station'
import { messageFixtures } from './testing/message-fixtures'
import { routes16 } from './v16/routes'
import { routes21 } from './v21/routes'
import { routes201 } from './v201/routes'
import { OcppError } from './wire/ocpp-error'

const ACTIONS: readonly (readonly [OcppVersion, string])[] = [
  ...Object.keys(routes16).map((action) => ['ocpp1.6', action] as const),
  ...Object.keys(routes201).map((action) => ['ocpp2.0.1', action] as const),
  ...Object.keys(routes21).map((action) => ['ocpp2.1', action] as const),
]

/** The examples' payloads with one part replaced by nonsense, and nonsense alone. */
function damaged(version: OcppVersion, action: string): fc.Arbitrary<Record<string, unknown>> {
  const good = messageFixtures(version)
    .flatMap((file) => file.cases.map((one) => ({ ...one, action: one.action ?? file.action })))
    .filter((one) => one.action === action && one.payload !== null)
    .map((one) => one.payload as Record<string, unknown>)
  const nonsense = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Record<string, unknown>>
  if (good.length === 0) return nonsense
  const broken = fc
    .tuple(fc.constantFrom(...good), fc.nat(), fc.jsonValue())
    .map(([payload, at, value]) => replaced(payload, at, value) as Record<string, unknown>)
  return fc.oneof(broken, nonsense)
}

/** A copy in which the `at`-th value (counted around) is another. */
function replaced(payload: object, at: number, value: unknown): unknown {
  let left = at % JSON.stringify(payload).split(':').length
  return JSON.parse(JSON.stringify(payload), (key, inner) => (key !== '' && left-- === 0 ? value : inner))
}

const answerTo = (version: OcppVersion, action: string, payload: unknown) =>
  planned(aStation({ protocol: version }), action, payload).answer

const isAnswer = (version: OcppVersion, action: string, answer: object) =>
  action === 'NotifyPeriodicEventStream' ||
  strictFault(version, action, 'response', answer) === null ||
  strictFault('ocpp1.6', action, 'response', answer) === null

describe('T-9 whatever a station sends', () => {
  test.each(ACTIONS)('%s %s is answered as the standard wants or refused with a code', (version, action) => {
    fc.assert(
      fc.property(damaged(version, action), (payload) => {
        try {
          expect(isAnswer(version, action, answerTo(version, action, payload))).toBe(true)
        } catch (error) {
          if (!(error instanceof OcppError)) throw error
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['A-9', 'StartTransaction'],
    ['A-10', 'MeterValues'],
    ['A-11', 'StopTransaction'],
  ])('%s %s is never refused', (_rule, action) => {
    fc.assert(
      fc.property(damaged('ocpp1.6', action), (payload) => {
        expect(strictFault('ocpp1.6', action, 'response', answerTo('ocpp1.6', action, payload))).toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  test('B-5 TransactionEvent is never refused when it names its transaction', () => {
    fc.assert(
      fc.property(damaged('ocpp2.0.1', 'TransactionEvent'), (payload) => {
        const named = { ...payload, transactionInfo: { transactionId: 'tx-1' } }
        const answer = answerTo('ocpp2.0.1', 'TransactionEvent', named)
        expect(strictFault('ocpp2.0.1', 'TransactionEvent', 'response', answer)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  test('H-25 a station that is accepted is at work from its first message', () => {
    expect(answerTo('ocpp1.6', 'Heartbeat', {})).toHaveProperty('currentTime')
  })
})
