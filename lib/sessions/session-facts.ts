import { Decimal } from '../kernel/money'
import type { ChargingState } from '../live/events'
import type { SessionFacts } from '../tariffs/price-session'

/** What only tariffs with restrictions or spot prices look at. */
export type Surroundings = Pick<SessionFacts, 'timeZone' | 'readings' | 'spot'>

/** What a session's row and phases say to the price. @param until its end, or now for a running price */
export function sessionFacts(
  session: { readonly startedAt: Date; readonly energyWh: { toString(): string } },
  phases: readonly { readonly at: Date; readonly state: string }[],
  until: Date,
  around: Surroundings = {},
): SessionFacts {
  return {
    startedAt: session.startedAt,
    until,
    energyWh: new Decimal(session.energyWh.toString()),
    phases: phases.map(({ at, state }) => ({ at, state: state as ChargingState })),
    ...around,
  }
}
