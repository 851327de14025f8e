import { type CommandRun, toBeProven } from '../../station-answer'

export const reset: CommandRun<'reset'> = async ({ command }, tools) => {
  const type = command.kind === 'hard' ? 'Immediate' : 'OnIdle'
  return toBeProven(await tools.call('Reset', { type, ...(command.evseId && { evseId: command.evseId }) }))
}
