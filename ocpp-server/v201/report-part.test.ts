import { expect, test } from 'vitest'
import { planCall } from '../plan-call'
import { anInbound, aStation, planned } from '../testing/a-station'

const askedAt = new Date('2026-11-20T07:00:00Z')
const REPORTS = {
  ReportChargingProfiles: (more: object) => ({ requestId: 5, chargingLimitSource: 'CSO', evseId: 1, ...more }),
  NotifyDisplayMessages: (more: object) => ({ requestId: 5, ...more }),
} as const

test.each(Object.entries(REPORTS))('L-4, L-20 %s: what was not committed has not been said', (action, part) => {
  const station = aStation({ protocol: 'ocpp2.0.1' })
  station.holdings.expectReport(5, { askedAt, profiles: {}, messages: {} })
  const lost = (payload: object) => void planCall(action, payload, anInbound(station))
  const kept = (payload: object) => {
    const [report, ...said] = planned(station, action, payload).writes.map(
      ({ item }) => item as Record<string, unknown>,
    )
    return { seqNo: report?.seqNo, kinds: said.map(({ kind }) => kind) }
  }
  const [first, last] = [part({ tbc: true }), part({})]
  lost(first)
  expect(kept(first)).toEqual({ seqNo: 0, kinds: ['held'] })
  expect(kept(first)).toEqual({ seqNo: 0, kinds: ['held'] }) // its answer was lost
  lost(last)
  expect(station.facts).toEqual([])
  expect(kept(last)).toEqual({ seqNo: 1, kinds: ['held', 'gone'] })
  expect(kept(last)).toEqual({ seqNo: 1, kinds: ['held'] }) // said again it tells nothing more
  expect(station.facts).toContainEqual({ kind: 'report-complete', requestId: 5 })
})
