import type { Schedule } from './charging-profile'

/** What a station says it will allow, all its profiles taken together: its own answer, for comparison with ours. */
export interface CompositeAnswer extends Omit<Schedule, 'alternatives'> {
  readonly evse: number
  readonly startAt: string
}
