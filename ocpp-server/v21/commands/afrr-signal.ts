import { type CommandRun, proven } from '../../station-answer'

export const afrrSignal: CommandRun<'afrr-signal'> = async ({ command: { signal, at } }, tools) =>
  proven(await tools.call('AFRRSignal', { timestamp: at, signal }))
