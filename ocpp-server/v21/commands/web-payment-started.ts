import { type CommandRun, proven } from '../../station-answer'

export const webPaymentStarted: CommandRun<'web-payment-started'> = async ({ command }, tools) => {
  const { evseId, timeoutSeconds } = command
  return proven(await tools.call('NotifyWebPaymentStarted', { evseId, timeout: timeoutSeconds }))
}
