import { type CommandRun, proven } from '../../station-answer'

export const setMonitoringLevel: CommandRun<'set-monitoring-level'> = async ({ command: { severity } }, tools) =>
  proven(await tools.call('SetMonitoringLevel', { severity }))
