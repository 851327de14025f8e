import { z } from 'zod'
import { arrangeDay } from '@/lib/field/mutations/arrange-day'
import { validated } from '@/lib/kernel/validated'
import { answerJson } from '../answer'

export const dynamic = 'force-dynamic'

const arrangementSchema = z.object({ ids: z.array(z.string()) })

/** The order in which somebody drives to their jobs. */
export const PUT = (request: Request): Promise<Response> =>
  answerJson(request, async (actor, body) => {
    await arrangeDay(actor, validated(arrangementSchema, body as z.input<typeof arrangementSchema>).ids)
    return {}
  })
