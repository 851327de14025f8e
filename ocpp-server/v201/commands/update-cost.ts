import { systemActor } from '../../../lib/access/actor'
import { getSession } from '../../../lib/sessions/queries/get-session'
import { CannotSend, type CommandRun, proven } from '../../station-answer'

/** SPEC X-10. The answer is empty: that it came is all there is to know. */
export const updateCost: CommandRun<'update-cost'> = async ({ command, transactionId }, tools) => {
  const totalCost = command.amount ?? (await totalOf(BigInt(command.sessionId)))
  return proven(await tools.call('CostUpdated', { totalCost, transactionId }))
}

async function totalOf(sessionId: bigint): Promise<number> {
  const { price } = await getSession(systemActor('gateway'), sessionId)
  if (price?.total == null) throw new CannotSend('no-price')
  return Number(price.total)
}
