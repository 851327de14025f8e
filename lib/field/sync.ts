import { z } from 'zod'
import type { Conflict } from './decide-entry'

/** What a tablet sends. Entries are validated one by one: one that nobody understands must not hold up the others. */
export const syncSchema = z.object({
  /** The tablet's clock at sending: how wrong it is shows here. */
  sentAt: z.iso.datetime(),
  entries: z.array(z.looseObject({ id: z.uuid() })).max(200),
})
export type Sync = z.input<typeof syncSchema>

/** What became of one entry. `stored` also when it was stored before; with a conflict when it changed nothing. */
export type SyncResult =
  | { readonly id: string; readonly outcome: 'stored'; readonly conflict: Conflict | null }
  | { readonly id: string; readonly outcome: 'needs-file' }
  | { readonly id: string; readonly outcome: 'refused'; readonly reason: 'invalid' | 'not-found' }
