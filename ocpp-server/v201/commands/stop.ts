import { type CommandRun, toBeProven } from '../../station-answer'

export const stop: CommandRun<'stop'> = async ({ transactionId }, tools) =>
  toBeProven(await tools.call('RequestStopTransaction', { transactionId }))
