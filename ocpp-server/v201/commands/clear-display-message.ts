import { forgetDisplayMessages } from '../../../lib/displays/mutations/keep-display-message'
import { type CommandRun, proven } from '../../station-answer'

export const clearDisplayMessage: CommandRun<'clear-display-message'> = async ({ command: { messageId } }, tools) => {
  const answer = await tools.call('ClearDisplayMessage', { id: messageId })
  // One it does not know it does not show either.
  const isGone = answer.status === 'Accepted' || answer.status === 'Unknown'
  if (isGone) await forgetDisplayMessages(tools.station.id, { messageIds: [messageId] })
  return proven(answer)
}
