import { askListVersion } from '../../keep-local-list'
import { type CommandRun, proven } from '../../station-answer'
import { saidListVersion } from '../list-words'

export const getLocalListVersion: CommandRun<'get-local-list-version'> = async (_claimed, tools) => {
  const answer = await tools.call('GetLocalListVersion', {})
  await askListVersion(tools, { askVersion: async () => saidListVersion(answer) })
  return proven(answer)
}
