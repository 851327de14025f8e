import { recordEntries } from '@/lib/field/mutations/record-entries'
import type { Sync } from '@/lib/field/sync'
import { answerJson } from '../answer'

export const dynamic = 'force-dynamic'

/** What a tablet has queued; the verb reads it with its own schema, entry by entry. */
export const POST = (request: Request): Promise<Response> =>
  answerJson(request, async (actor, body) => [...(await recordEntries(actor, body as Sync))])
