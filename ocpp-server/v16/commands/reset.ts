import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const reset: CommandRun<'reset'> = async ({ command }, tools) => {
  if (command.evseId !== undefined) throw new CannotSend('OCPP 1.6 cannot reset one EVSE, only the whole station.')
  return toBeProven(await tools.call('Reset', { type: command.kind === 'hard' ? 'Hard' : 'Soft' }))
}
