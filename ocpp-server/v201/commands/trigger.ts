import { type CommandRun, toBeProven } from '../../station-answer'

export const trigger: CommandRun<'trigger'> = async ({ command: { message, evseId } }, tools) => {
  const requestedMessage = message === 'DiagnosticsStatusNotification' ? 'LogStatusNotification' : message
  if (evseId === undefined) return toBeProven(await tools.call('TriggerMessage', { requestedMessage }))
  // A status is a connector's, so the connector must be named (F06.FR.12).
  const evse = message === 'StatusNotification' ? { id: evseId, connectorId: 1 } : { id: evseId }
  return toBeProven(await tools.call('TriggerMessage', { requestedMessage, evse }))
}
