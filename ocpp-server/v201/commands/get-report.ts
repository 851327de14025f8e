import { requestIdOf } from '../../../lib/commands/confirm-command'
import { type CommandRun, type CommandTools, toBeProven } from '../../station-answer'

const BASES = { configuration: 'ConfigurationInventory', full: 'FullInventory', summary: 'SummaryInventory' } as const

export const getReport: CommandRun<'get-report'> = ({ id, command }, tools) => askReport(id, command.base, tools)

/** What it holds comes in NotifyReport messages; the last one proves the command done. */
export async function askReport(commandId: bigint, base: keyof typeof BASES, tools: CommandTools) {
  const request = { requestId: requestIdOf(commandId), reportBase: BASES[base] }
  return toBeProven(await tools.call('GetBaseReport', request))
}
