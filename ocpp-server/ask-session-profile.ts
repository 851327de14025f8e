import type { Schedule } from '../lib/charging-limits/charging-profile'
import type { ChargingPlaceKnown } from '../lib/charging-limits/queries/read-charging-places'
import type { ConnectedStation } from './route'

/** Asks the station to hold the session at an EVSE to a schedule; the same again replaces it. */
export function askSessionProfile(
  station: ConnectedStation,
  evseId: number,
  { id }: NonNullable<ChargingPlaceKnown['session']>,
  { unit, startAt, durationSeconds, periods }: Schedule,
): void {
  station.ask({
    type: 'set-charging-profile',
    evseId,
    sessionId: String(id),
    profile: {
      purpose: 'tx',
      schedule: {
        unit,
        ...(startAt === null ? {} : { startAt }),
        ...(durationSeconds === null ? {} : { durationSeconds }),
        periods: periods.map(({ startSeconds, limit, phases }) => ({
          startSeconds,
          limit: limit ?? 0,
          ...(phases === null ? {} : { phases }),
        })),
      },
    },
  })
}
