import { z } from 'zod'
import type { TailFilter } from './tail'

/** Which of the log's messages. */
export interface MessageFilter extends Omit<TailFilter, 'transactionId'> {
  /** Only those of one charging session: its station's, in its time, naming its transaction. */
  readonly sessionId?: bigint
  /** In [from, to). */
  readonly from?: Date
  readonly to?: Date
  readonly cursor?: string
  readonly limit?: number
}

const blank = z.literal('').transform(() => undefined)
/** Of the years that the database counts as we do. */
const moment = z.coerce.date().min(new Date('0001-01-01')).max(new Date('9999-12-31'))
const instant = blank.or(moment).optional().catch(undefined)

/** The log's filter as it stands in an address; what cannot be read is left out. */
export const messageFilterSchema = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  station: blank.or(z.string().trim().max(48)).optional().catch(undefined),
  session: blank
    .or(z.string().regex(/^\d{1,18}$/))
    .optional()
    .catch(undefined),
  action: blank.or(z.string().max(60)).optional().catch(undefined),
  direction: blank
    .or(z.enum(['in', 'out']))
    .optional()
    .catch(undefined),
  errors: z.string().optional().catch(undefined),
  from: instant,
  to: instant,
})
export type MessageQuery = z.input<typeof messageFilterSchema>

export function toMessageFilter(query: unknown): MessageFilter {
  const { q, errors, session, ...filter } = messageFilterSchema.parse(query)
  return {
    ...filter,
    search: q || undefined,
    errorsOnly: errors === '1',
    sessionId: session === undefined ? undefined : BigInt(session),
  }
}
