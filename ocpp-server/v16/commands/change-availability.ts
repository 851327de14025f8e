import { type CommandRun, toBeProven } from '../../station-answer'

export const changeAvailability: CommandRun<'change-availability'> = async ({ command }, tools) => {
  const type = command.operative ? 'Operative' : 'Inoperative'
  return toBeProven(await tools.call('ChangeAvailability', { connectorId: command.evseId ?? 0, type }))
}
