import { type CommandRun, toBeProven } from '../../station-answer'

export const changeAvailability: CommandRun<'change-availability'> = async ({ command }, tools) => {
  const { operative, evseId, connectorId } = command
  const operationalStatus = operative ? 'Operative' : 'Inoperative'
  const evse = evseId === undefined ? {} : { evse: { id: evseId, ...(connectorId && { connectorId }) } }
  return toBeProven(await tools.call('ChangeAvailability', { operationalStatus, ...evse }))
}
