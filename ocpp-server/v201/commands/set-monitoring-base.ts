import { type CommandRun, isTaken, proven } from '../../station-answer'

const BASES = { all: 'All', 'factory-default': 'FactoryDefault', 'hard-wired-only': 'HardWiredOnly' } as const
const LOST = { all: undefined, 'factory-default': 'factory-default', 'hard-wired-only': 'hard-wired' } as const

export const setMonitoringBase: CommandRun<'set-monitoring-base'> = async ({ command: { base } }, tools) => {
  const answer = await tools.call('SetMonitoringBase', { monitoringBase: BASES[base] })
  const clearedAllBut = LOST[base]
  if (clearedAllBut !== undefined && isTaken(answer.status)) await tools.keepMonitors({ clearedAllBut })
  return proven(answer)
}
