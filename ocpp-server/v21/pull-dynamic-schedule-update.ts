import type { OCPP21 } from 'typed-ocpp'
import { findDynamicSchedule } from '../../lib/charging-limits/queries/dynamic-schedule'
import { plan, type Route } from '../route'
import { int32 } from '../said-number'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { scheduleUpdate } from './schedule-update'

/** SPEC V-25: what was last set for the profile; Rejected when nobody ever set anything. */
export const pullDynamicScheduleUpdate: Route<Said<OCPP21.PullDynamicScheduleUpdateRequest>> = {
  handle(payload, { station }) {
    const profileId = need(int32(payload.chargingProfileId) ?? undefined, 'chargingProfileId')
    return plan({ writer: findDynamicSchedule, item: { stationId: station.id, profileId } }, (found) =>
      found === null
        ? { status: 'Rejected', statusInfo: { reasonCode: 'NoUpdate', additionalInfo: 'Nothing was set for it.' } }
        : { status: 'Accepted', scheduleUpdate: scheduleUpdate(found) },
    )
  },
}
