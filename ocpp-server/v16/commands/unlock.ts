import { type CommandRun, proven } from '../../station-answer'

export const unlock: CommandRun<'unlock'> = async ({ command }, tools) =>
  proven(await tools.call('UnlockConnector', { connectorId: command.evseId }))
