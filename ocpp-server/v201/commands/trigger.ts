import { type CommandRun, proven, toBeProven } from '../../station-answer'

export const trigger: CommandRun<'trigger'> = async ({ command }, tools) => {
  const { message, evseId, connectorId, custom } = command
  const requestedMessage = message === 'DiagnosticsStatusNotification' ? 'LogStatusNotification' : message
  // A status is a connector's, so the connector must be named (F06.FR.12).
  const connector = connectorId ?? (message === 'StatusNotification' ? 1 : undefined)
  const answer = await tools.call('TriggerMessage', {
    requestedMessage,
    ...(evseId !== undefined && { evse: { id: evseId, ...(connector !== undefined && { connectorId: connector }) } }),
    ...(custom !== undefined && { customTrigger: custom }),
  })
  // What a maker's own trigger sets off is the maker's to say.
  return message === 'CustomTrigger' ? proven(answer) : toBeProven(answer)
}
