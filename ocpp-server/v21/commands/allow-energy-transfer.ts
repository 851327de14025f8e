import { type CommandRun, proven } from '../../station-answer'

export const allowEnergyTransfer: CommandRun<'allow-energy-transfer'> = async ({ command, transactionId }, tools) => {
  const request = { transactionId: transactionId ?? '', allowedEnergyTransfer: command.modes }
  return proven(await tools.call('NotifyAllowedEnergyTransfer', request))
}
