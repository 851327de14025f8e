import { requestIdOf } from '../../../lib/commands/confirm-command'
import { forgetDisplayMessages } from '../../../lib/displays/mutations/keep-display-message'
import { type CommandRun, provenNothing, toBeProven } from '../../station-answer'

/** What stands there comes in NotifyDisplayMessages; the last one proves the command done. */
export const getDisplayMessages: CommandRun<'get-display-messages'> = async ({ id, command }, tools) => {
  const { station } = tools
  const { messageIds, priority, state } = command
  const requestId = requestIdOf(id)
  const criteria = { messageIds, priority, state }
  // Its first part may come with the answer: what it is about must be known before.
  station.holdings.expectReport(requestId, { askedAt: new Date(), messages: criteria })
  const request = {
    requestId,
    ...(messageIds && { id: messageIds }),
    ...(priority && { priority }),
    ...(state && { state }),
  }
  const answer = await tools.call('GetDisplayMessages', request).catch((error: unknown) => {
    station.holdings.takeExpected(requestId)
    throw error
  })
  if (answer.status === 'Accepted') return toBeProven(answer)
  station.holdings.takeExpected(requestId)
  if (answer.status !== 'Unknown') return toBeProven(answer)
  await forgetDisplayMessages(station.id, criteria)
  return provenNothing(answer)
}
