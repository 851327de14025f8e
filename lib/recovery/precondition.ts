import { z } from 'zod'
import type { RecoveryFacts } from './facts'
import type { ChosenPlaybook } from './playbook-for'
import { STEPS, type StepName } from './steps'
import { whoIsThere } from './who-is-there'

const preconditionSchema = z.object({
  nobody: z.object({
    reach: z.enum(['evse', 'station']),
    interrupts: z.boolean(),
    mayBePluggedIn: z.boolean(),
    /** The fault's; 0: the whole station. */
    evse: z.int().min(0),
  }),
})

/**
 * What must be so in the moment a command leaves for the station: nobody charges, is plugged in, was let in or has booked within its
 * reach. Between the decision and that moment lie a transaction, the bus and the line of calls; a person needs a second.
 */
export type Precondition = z.output<typeof preconditionSchema>

/** That of a playbook's step at a fault's place. */
export const preconditionOf = (step: StepName, { mayBePluggedIn }: ChosenPlaybook, evse: number): Precondition => ({
  nobody: { reach: STEPS[step].reach, interrupts: STEPS[step].interrupts, mayBePluggedIn, evse },
})

/** As it was stored with the command. `unreadable`: another version of this program wrote it; nothing may be sent then. */
export function readPrecondition(stored: unknown): Precondition | 'unreadable' | null {
  if (stored === null || stored === undefined) return null
  return preconditionSchema.safeParse(stored).data ?? 'unreadable'
}

/** What the gateway itself knows of the station, this very moment. Instants are epoch ms. */
export type SeenNow = Pick<RecoveryFacts, 'connectors' | 'sessions' | 'authorisedAt' | 'reservedEvses'>

/** Who is in the way now; null: nobody. */
export const whoIsInTheWay = (
  { nobody: { evse, mayBePluggedIn, ...step } }: Precondition,
  seen: SeenNow,
  now: number,
): ReturnType<typeof whoIsThere> => whoIsThere(step, { mayBePluggedIn }, { ...seen, fault: { evse } }, now)
