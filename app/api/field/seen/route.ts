import { z } from 'zod'
import { seeConflicts } from '@/lib/field/mutations/see-conflicts'
import { validated } from '@/lib/kernel/validated'
import { answerJson, idOf } from '../answer'

export const dynamic = 'force-dynamic'

const seenSchema = z.object({ workOrderId: z.string() })

/** Somebody has seen what could not be applied. */
export const POST = (request: Request): Promise<Response> =>
  answerJson(request, async (actor, body) => {
    await seeConflicts(actor, idOf(validated(seenSchema, body as z.input<typeof seenSchema>).workOrderId))
    return {}
  })
