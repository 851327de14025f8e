import { describe, expect, test } from 'vitest'
import { isKnownAction } from '../lib/ocpp-schemas/official'
import { strictFault } from '../lib/ocpp-schemas/strict-fault'
import { readPayload } from './schemas/read-payload'
import { aStation, planned } from './testing/a-station'
import { recordedTraces } from './testing/message-fixtures'

describe.each(recordedTraces())('T-21 recorded from another maker’s station: $name', ({ version, lines }) => {
  test('every CALL is planned, and answered as the standard wants', () => {
    const station = aStation({ protocol: version })
    let calls = 0
    for (const { dir, frame, t } of lines) {
      if (dir !== 'in' || frame[0] !== 2) continue
      const [, , action, payload] = frame
      const { answer } = planned(station, action, payload, {}, new Date(t))
      expect(strictFault(version, action, 'response', answer), `${action} ${JSON.stringify(answer)}`).toBeNull()
      calls++
    }
    expect(calls).toBeGreaterThan(20)
    expect(station.facts.some(({ kind }) => kind === 'booted')).toBe(true)
    expect(station.live.connectors.length).toBeGreaterThan(0)
  })

  test('every answer to our CALLs can be read', () => {
    const asked = new Map<string, string>()
    for (const { dir, frame } of lines) {
      if (dir === 'out' && frame[0] === 2) asked.set(frame[1], frame[2])
      const action = dir === 'in' && frame[0] === 3 ? asked.get(frame[1]) : undefined
      if (action === undefined || !isKnownAction(version, action)) continue
      expect(readPayload(version, action, 'response', frame[2])).toEqual(frame[2])
    }
  })
})
