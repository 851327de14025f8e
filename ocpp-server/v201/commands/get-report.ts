import { requestIdOf } from '../../../lib/commands/confirm-command'
import { CannotSend, type CommandRun, type CommandTools, toBeProven } from '../../station-answer'
import { componentKey } from '../variable-key'

const BASES = { configuration: 'ConfigurationInventory', full: 'FullInventory', summary: 'SummaryInventory' } as const
const CRITERIA = { active: 'Active', available: 'Available', enabled: 'Enabled', problem: 'Problem' } as const

/** What it holds comes in NotifyReport messages; the last one proves the command done. */
export const getReport: CommandRun<'get-report'> = async ({ id, command }, tools) => {
  const { base, criteria, variables } = command
  if (criteria === undefined && variables === undefined) return askBaseReport(id, base, tools)
  const most = (await tools.limits()).get('GetReport')?.items
  if (most && variables && variables.length > most) throw new CannotSend('report-too-long', { most })
  const request = {
    requestId: requestIdOf(id),
    ...(criteria && { componentCriteria: criteria.map((word) => CRITERIA[word]) }),
    ...(variables && { componentVariable: variables.map(componentKey) }),
  }
  return toBeProven(await tools.call('GetReport', request))
}

export async function askBaseReport(commandId: bigint, base: keyof typeof BASES, tools: CommandTools) {
  const request = { requestId: requestIdOf(commandId), reportBase: BASES[base] }
  return toBeProven(await tools.call('GetBaseReport', request))
}
