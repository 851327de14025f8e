import { describe, expect, it } from 'vitest'
import { timelineOf } from './timeline-entries'

const at = (clock: string) => new Date(`2026-11-20T${clock}Z`)
const event = (type: string, clock: string, over: { trigger?: string; offline?: boolean; received?: string } = {}) => ({
  id: 1n,
  seqNo: 0,
  type,
  trigger: over.trigger ?? null,
  offline: over.offline ?? false,
  at: at(clock),
  receivedAt: at(over.received ?? clock),
})

describe('timelineOf', () => {
  it('tells one story, leaving routine readings to the curve', () => {
    const entries = timelineOf({
      events: [
        event('started', '10:00:00'),
        event('updated', '10:05:00', { trigger: 'MeterValuePeriodic' }),
        event('updated', '10:10:00', { trigger: 'EVCommunicationLost' }),
        event('ended', '11:00:00', { received: '13:00:00' }),
      ],
      phases: [
        { at: at('10:00:00'), state: 'charging' },
        { at: at('10:20:00'), state: 'charging' },
        { at: at('10:30:00'), state: 'suspended-ev' },
      ],
      reviews: [],
    })
    expect(entries.map((entry) => [entry.kind, entry.at.toISOString().slice(11, 16)])).toEqual([
      ['started', '10:00'],
      ['state', '10:00'],
      ['said', '10:10'],
      ['state', '10:30'],
      ['ended', '11:00'],
    ])
    expect(entries.at(-1)).toMatchObject({ arrivedLate: at('13:00:00') })
  })

  it('keeps a routine message that came afterwards, and both ends of a review', () => {
    const review = {
      id: 1n,
      flag: 'no-energy',
      detail: '',
      createdAt: at('10:00:00'),
      resolvedAt: at('12:00:00'),
      resolvedBy: 'user:1',
      resolvedByName: null,
      resolution: null,
    }
    const entries = timelineOf({
      events: [event('updated', '10:05:00', { trigger: 'MeterValuePeriodic', offline: true })],
      phases: [],
      reviews: [review],
    })
    expect(entries.map((entry) => entry.kind)).toEqual(['flagged', 'said', 'settled'])
  })
})
