import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import type { ConnectedStation } from './route'
import { aStation, planned, protocolOf } from './testing/a-station'
import { OcppError, spellErrorCode } from './wire/ocpp-error'

/** One file per message in fixtures/messages16 and messages201; `spec` is the rule of SPEC.md it shows. */
interface Fixture {
  readonly name: string
  readonly spec: string
  readonly payload: unknown
  readonly action?: string
  /** The version it is answered in, when that is not the one negotiated. */
  readonly dialect?: OcppVersion
  readonly station?: Partial<ConnectedStation>
  readonly results?: Readonly<Record<string, unknown>>
  /** What must be written: writer and the fields of its item that matter, in order. */
  readonly writes?: readonly { readonly writer: string; readonly item: object }[]
  readonly answer?: object
  /** The CALLERROR code as the version spells it. */
  readonly error?: string
}

const HERE = new URL('./fixtures/', import.meta.url)

for (const folder of ['messages16', 'messages201']) {
  const version = protocolOf(folder)
  for (const file of readdirSync(new URL(`${folder}/`, HERE))) {
    const { action, cases } = JSON.parse(readFileSync(new URL(`${folder}/${file}`, HERE), 'utf8')) as {
      action: string
      cases: Fixture[]
    }
    describe(`${version} ${action}`, () => {
      test.each(cases.map((fixture) => [`${fixture.spec} ${fixture.name}`, fixture] as const))(
        '%s',
        (_title, fixture) => {
          const asked = fixture.action ?? action
          const station = aStation({ protocol: version, ...fixture.station })
          const run = () => planned(station, asked, fixture.payload, fixture.results)
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
          expect(strictFault(fixture.dialect ?? version, asked, 'response', answer)).toBeNull()
        },
      )
    })
  }
}

function errorOf(run: () => unknown, version: OcppVersion): string {
  try {
    run()
  } catch (error) {
    if (error instanceof OcppError) return spellErrorCode(error.code, version)
    throw error
  }
  return 'no error'
}
