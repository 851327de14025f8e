import { describe, expect, test } from 'vitest'
import { OCPP_VERSIONS, type OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { knowDisplay } from './cost-display'
import { aStation, planned } from './testing/a-station'
import { messageFixtures } from './testing/message-fixtures'
import { OcppError, spellErrorCode } from './wire/ocpp-error'

describe.each(OCPP_VERSIONS.flatMap(messageFixtures))('$version $action', (file) => {
  const { version, cases } = file
  test.each(cases.map((one) => [`${one.spec} ${one.name}`, one] as const))('%s', (_title, fixture) => {
    const action = fixture.action ?? file.action
    const station = aStation({ protocol: version, ...fixture.station })
    knowDisplay(station, { isOn: null, currency: null }) // what its first event reads besides is cost-display.test.ts's
    const run = () => planned(station, action, fixture.payload, fixture.results)
    if (fixture.error !== undefined) {
      expect(errorOf(run, version)).toBe(fixture.error)
      return
    }
    const { writes, answer } = run()
    if (fixture.writes !== undefined) {
      expect(writes.map(({ writer }) => writer)).toEqual(fixture.writes.map(({ writer }) => writer))
      for (const [index, { item }] of fixture.writes.entries()) expect(writes[index]!.item).toMatchObject(item)
    }
    if (fixture.answer !== undefined) expect(answer).toEqual(fixture.answer)
    // What is said with SEND has no answer, so no schema of one.
    if (action === 'NotifyPeriodicEventStream') expect(answer).toEqual({})
    else expect(strictFault(fixture.dialect ?? version, action, 'response', answer)).toBeNull()
  })
})

function errorOf(run: () => unknown, version: OcppVersion): string {
  try {
    run()
  } catch (error) {
    if (error instanceof OcppError) return spellErrorCode(error.code, version)
    throw error
  }
  return 'no error'
}
