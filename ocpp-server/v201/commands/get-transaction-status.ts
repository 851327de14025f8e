import { heedTransactionStatus } from '../../../lib/sessions/mutations/heed-transaction-status'
import { type CommandRun, proven } from '../../station-answer'

/** SPEC X-5. What the answer means for our sessions is stored before the command is settled. */
export const getTransactionStatus: CommandRun<'get-transaction-status'> = async ({ transactionId }, tools) => {
  const answer = await tools.call('GetTransactionStatus', transactionId === null ? {} : { transactionId })
  await heedTransactionStatus({
    stationId: tools.station.id,
    transactionId,
    isOngoing: typeof answer.ongoingIndicator === 'boolean' ? answer.ongoingIndicator : null,
    hasQueued: typeof answer.messagesInQueue === 'boolean' ? answer.messagesInQueue : null,
    receivedAt: new Date(),
  })
  return proven(answer)
}
