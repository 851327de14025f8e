import { z } from 'zod'

/** How a person settled a review flag, as kept in `SessionReview.resolution`. */
export type Resolution =
  | { readonly kind: 'accepted'; readonly reason: string }
  | { readonly kind: 'corrected'; readonly fromWh: number; readonly toWh: number; readonly reason: string }

const stored = z.union([
  z.object({ kind: z.literal('accepted'), reason: z.string() }),
  z.object({ kind: z.literal('corrected'), fromWh: z.number(), toWh: z.number(), reason: z.string() }),
])

/** What is kept; null when the row holds something else (an older or newer way of saying it). */
export function readResolution(text: string | null): Resolution | null {
  if (text === null) return null
  try {
    const parsed = stored.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const writeResolution = (resolution: Resolution): string => JSON.stringify(resolution)

const reason = z.string().trim().min(1, 'required').max(500, 'too-long')

/** Problems are short words that the edges put into sentences. */
export const resolveReviewSchema = z.discriminatedUnion('kind', [
  /** The session stands as it is. */
  z.object({ kind: z.literal('accept'), reviewId: z.coerce.bigint(), reason: reason.or(z.literal('')).default('') }),
  /** The energy was another; the session is priced again. */
  z.object({
    kind: z.literal('correct'),
    reviewId: z.coerce.bigint(),
    energyWh: z.number('not-a-number').min(0, 'out-of-range').max(10_000_000, 'out-of-range'),
    reason,
  }),
])
export type ResolveReviewInput = z.input<typeof resolveReviewSchema>
