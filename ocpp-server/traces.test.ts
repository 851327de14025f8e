import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isKnownAction, type OcppVersion } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { readPayload } from './schemas/read-payload'
import { aStation, planned } from './testing/a-station'

interface TraceLine {
  readonly t: string
  readonly dir: 'in' | 'out'
  readonly proto: string
  readonly frame: [number, string, string & Record<string, unknown>, Record<string, unknown>]
}

const FOLDER = new URL('./fixtures/traces/', import.meta.url)
/** The 2.1 station says nothing that 2.0.1 does not know. */
const versionOf = (proto: string): OcppVersion => (proto === 'ocpp1.6' ? 'ocpp1.6' : 'ocpp2.0.1')

describe('T-21 conversations recorded from other makers’ stations', () => {
  test.each(readdirSync(FOLDER))('%s: every CALL is planned and answered as the standard wants', (file) => {
    const lines = readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n')
    const trace = lines.map((line) => JSON.parse(line) as TraceLine)
    const version = versionOf(trace[0]!.proto)
    const station = aStation({ protocol: version })
    let calls = 0
    for (const { dir, frame, t } of trace) {
      if (dir !== 'in' || frame[0] !== 2) continue
      const [, , action, payload] = frame
      const { answer } = planned(station, action, payload, {}, new Date(t))
      expect(strictFault(version, action, 'response', answer), `${action} ${JSON.stringify(answer)}`).toBeNull()
      calls++
    }
    expect(calls).toBeGreaterThan(25)
    expect(station.facts.some(({ kind }) => kind === 'booted')).toBe(true)
    expect(station.live.connectors.length).toBeGreaterThan(0)
  })

  test.each(readdirSync(FOLDER))('%s: every answer to our CALLs can be read', (file) => {
    const asked = new Map<string, string>()
    for (const line of readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n')) {
      const { dir, proto, frame } = JSON.parse(line) as TraceLine
      if (dir === 'out' && frame[0] === 2) asked.set(frame[1], frame[2])
      const action = dir === 'in' && frame[0] === 3 ? asked.get(frame[1]) : undefined
      if (action === undefined || !isKnownAction(versionOf(proto), action)) continue
      const read = readPayload(versionOf(proto), action, 'response', frame[2])
      expect(read).toEqual(frame[2])
    }
  })
})
