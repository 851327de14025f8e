import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const trigger: CommandRun<'trigger'> = async ({ command: { message, evseId } }, tools) => {
  if (message === 'TransactionEvent') throw new CannotSend('OCPP 1.6 has no TransactionEvent; ask for MeterValues.')
  if (message === 'PublishFirmwareStatusNotification' || message === 'CustomTrigger')
    throw new CannotSend(`OCPP 1.6 has no ${message}.`)
  const requestedMessage = message === 'LogStatusNotification' ? 'DiagnosticsStatusNotification' : message
  const place = evseId === undefined ? {} : { connectorId: evseId }
  return toBeProven(await tools.call('TriggerMessage', { requestedMessage, ...place }))
}
