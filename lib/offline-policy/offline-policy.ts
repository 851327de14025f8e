import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'

/** IEC 61851: a car cannot charge with less; a limit of 1–5 A would leave it guessing. 0 is a pause. */
const LEAST_CURRENT_A = 6
const MOST_CURRENT_A = 500

/** null everywhere: leave whatever the station has. Problems are short words that the edges put into sentences. */
export const offlinePolicySchema = z.object({
  /** Keep the list of tokens on the stations in step; false: empty it and turn it off. */
  localList: z.boolean().nullable().default(null),
  /** Remember who was let in before. */
  authorisationCache: z.boolean().nullable().default(null),
  /** Start at once with a token the station knows, also while it could ask. */
  preAuthorise: z.boolean().nullable().default(null),
  /** While offline, charge with tokens the station does not know. */
  unknownTokens: z.boolean().nullable().default(null),
  /** A per phase in every session while nobody says otherwise: 0 (no charging) or at least 6. */
  safeCurrentA: z
    .number('not-a-number')
    .int('not-a-whole-number')
    .max(MOST_CURRENT_A, 'too-large')
    .refine((ampere) => ampere === 0 || ampere >= LEAST_CURRENT_A, 'below-six-ampere')
    .nullable()
    .default(null),
})
export type OfflinePolicyInput = z.input<typeof offlinePolicySchema>
export type OfflinePolicy = z.output<typeof offlinePolicySchema>

/** A policy and where it holds: a site, or without one the whole network. */
export const placedPolicySchema = offlinePolicySchema.extend({ siteId: chosenId })
export type PlacedPolicyInput = z.input<typeof placedPolicySchema>

/** A policy row and which it is. */
export interface PolicyRow extends OfflinePolicy {
  readonly id: bigint
  /** null: the network's. */
  readonly siteId: bigint | null
  readonly updatedAt: Date
}

/** A site's own policy stands instead of the network's, whole: nobody should have to add two together to know what holds. */
export function policyFor(siteId: bigint | null, rows: readonly PolicyRow[]): PolicyRow | null {
  const own = siteId === null ? undefined : rows.find((row) => row.siteId === siteId)
  return own ?? rows.find((row) => row.siteId === null) ?? null
}
