import type { ScopedEvent } from '../../live/events'
import type { AskedStep } from './ask-step'

/** What one decision leaves to be done once its transaction is committed. */
export interface Decided {
  /** To be asked for once the transaction is committed. */
  readonly ask: AskedStep | null
  /** There is more to decide now. */
  readonly goesOn: boolean
  readonly events: readonly ScopedEvent[]
}
