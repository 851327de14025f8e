import { type StationTest, testStation } from '@/lib/field/mutations/test-station'
import { answerJson } from '../answer'

export const dynamic = 'force-dynamic'

/** A question to the station from who stands before it. */
export const POST = (request: Request): Promise<Response> =>
  answerJson(request, async (actor, body) => {
    const { commandId } = await testStation(actor, body as StationTest)
    return { commandId: String(commandId) }
  })
