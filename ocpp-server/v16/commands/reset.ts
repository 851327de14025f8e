import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const reset: CommandRun<'reset'> = async ({ command }, tools) => {
  if (command.evseId !== undefined) throw new CannotSend('not-one-evse')
  return toBeProven(await tools.call('Reset', { type: command.kind === 'hard' ? 'Hard' : 'Soft' }))
}
