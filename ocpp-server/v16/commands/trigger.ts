import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const trigger: CommandRun<'trigger'> = async ({ command: { message, evseId } }, tools) => {
  if (message === 'TransactionEvent') throw new CannotSend('no-transaction-event')
  if (message === 'PublishFirmwareStatusNotification' || message === 'CustomTrigger')
    throw new CannotSend('no-message', { message })
  const requestedMessage = message === 'LogStatusNotification' ? 'DiagnosticsStatusNotification' : message
  const place = evseId === undefined ? {} : { connectorId: evseId }
  return toBeProven(await tools.call('TriggerMessage', { requestedMessage, ...place }))
}
