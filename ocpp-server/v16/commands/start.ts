import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const start: CommandRun<'start'> = async ({ command }, tools) => {
  if (command.token.length > 20) throw new CannotSend('OCPP 1.6 carries tokens of 20 characters at most.')
  return toBeProven(await tools.call('RemoteStartTransaction', { connectorId: command.evseId, idTag: command.token }))
}
