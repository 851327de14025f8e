import type { OCPP20 } from 'typed-ocpp'
import { type ProfilesSaid, recordProfiles } from '../../lib/charging-limits/mutations/record-profiles'
import { recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import type { Write } from '../../lib/db/coalesce'
import { placeNumber } from '../place'
import type { Inbound, Plan, Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { saidProfile } from './charging-profile'

const ACTION = 'ReportChargingProfiles'

/**
 * SPEC L-4. What a station holds, part by part. The last part completes the request: what it was asked about and has not named, it does
 * not hold.
 */
export const reportChargingProfiles: Route<Said<OCPP20.ReportChargingProfilesRequest>> = {
  handle(payload, message): Plan {
    const { station, receivedAt } = message
    const requestId = need(payload.requestId, 'requestId')
    const isLast = payload.tbc !== true
    const held = { evse: placeNumber(payload.evseId) ?? 0, source: payload.chargingLimitSource ?? 'CSO', receivedAt }
    const profiles = (payload.chargingProfile ?? []).flatMap((one) => saidProfile(one, held) ?? [])
    const seqNo = station.holdings.nextPart(ACTION, requestId, isLast)
    const part = { stationId: station.id, requestId, action: ACTION, seqNo, isLast, payload, receivedAt }
    const said: ProfilesSaid[] = [{ kind: 'held', stationId: station.id, profiles, at: receivedAt }]
    if (isLast) said.push(...notNamed(requestId, message))
    return {
      writes: [
        { writer: recordCommandReports, item: part } as Write,
        ...said.map((item): Write => ({ writer: recordProfiles, item }) as Write),
      ],
      answer: () => ({}),
      committed() {
        if (isLast) station.noticed({ kind: 'report-complete', requestId })
      },
    }
  },
}

function notNamed(requestId: number, { station, receivedAt: at }: Inbound): ProfilesSaid[] {
  const expected = station.holdings.takeExpected(requestId)
  if (expected?.profiles === undefined) return []
  const { profiles: criteria, askedAt: notSeenSince } = expected
  return [{ kind: 'gone', stationId: station.id, criteria, at, notSeenSince }]
}
