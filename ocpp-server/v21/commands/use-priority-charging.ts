import { type CommandRun, proven } from '../../station-answer'

export const usePriorityCharging: CommandRun<'use-priority-charging'> = async ({ command, transactionId }, tools) => {
  const request = { transactionId: transactionId ?? '', activate: command.activate }
  return proven(await tools.call('UsePriorityCharging', request))
}
