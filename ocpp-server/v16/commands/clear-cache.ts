import { type CommandRun, proven } from '../../station-answer'

/** Alike in every version. */
export const clearCache: CommandRun<'clear-cache'> = async (_claimed, tools) =>
  proven(await tools.call('ClearCache', {}))
