import type { OCPP20 } from 'typed-ocpp'
import { type ProfilesSaid, recordProfiles } from '../../lib/charging-limits/mutations/record-profiles'
import type { Write } from '../../lib/db/coalesce'
import type { ExpectedReport } from '../holdings'
import { placeNumber } from '../place'
import type { Inbound, Plan, Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { saidProfile } from './charging-profile'
import { reportPart } from './report-part'

/**
 * SPEC L-4. What a station holds, part by part. The last part completes the request: what it was asked about and has not named, it does
 * not hold.
 */
export const reportChargingProfiles: Route<Said<OCPP20.ReportChargingProfilesRequest>> = {
  handle(payload, message): Plan {
    const { station, receivedAt: at } = message
    const requestId = need(payload.requestId, 'requestId')
    const source = payload.chargingLimitSource ?? 'CSO'
    const held = { evse: placeNumber(payload.evseId) ?? 0, source, receivedAt: at }
    const profiles = (payload.chargingProfile ?? []).flatMap((one) => saidProfile(one, held) ?? [])
    const part = { requestId, action: 'ReportChargingProfiles', isLast: payload.tbc !== true, payload }
    return reportPart(message, part, (expected) => {
      const said: ProfilesSaid[] = [{ kind: 'held', stationId: station.id, profiles, at }]
      return [...said, ...notNamed(expected, message)].map((item) => ({ writer: recordProfiles, item }) as Write)
    })
  },
}

function notNamed(expected: ExpectedReport | null, { station, receivedAt: at }: Inbound): ProfilesSaid[] {
  if (expected?.profiles === undefined) return []
  const { profiles: criteria, askedAt: notSeenSince } = expected
  return [{ kind: 'gone', stationId: station.id, criteria, at, notSeenSince }]
}
