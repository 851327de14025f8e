import { requestIdOf } from '../../../lib/commands/confirm-command'
import type { DisplayMessage } from '../../../lib/displays/display-message'
import { keepDisplayMessage } from '../../../lib/displays/mutations/keep-display-message'
import { type CommandRun, proven } from '../../station-answer'
import { wireMessage } from '../display-message'

export const setDisplayMessage: CommandRun<'set-display-message'> = async ({ id, command, transactionId }, tools) => {
  const message: DisplayMessage = {
    messageId: command.messageId ?? requestIdOf(id),
    priority: command.priority,
    state: command.state ?? null,
    startAt: command.startAt === undefined ? null : new Date(command.startAt),
    endAt: command.endAt === undefined ? null : new Date(command.endAt),
    transactionId,
    format: command.format,
    language: command.language ?? null,
    content: command.content,
  }
  const answer = await tools.call('SetDisplayMessage', { message: wireMessage(message) })
  if (answer.status === 'Accepted') await keepDisplayMessage(tools.station.id, message)
  return proven({ ...answer, messageId: message.messageId })
}
