import { batches, type CommandRun, proven } from '../../station-answer'
import { variableKey } from '../variable-key'
import { ITEMS_PER_CALL, storedValue, type VariableResult } from '../variable-value'
import { askReport } from './get-report'

export const getConfiguration: CommandRun<'get-configuration'> = async ({ id, command: { keys = [] } }, tools) => {
  if (keys.length === 0) return askReport(id, 'configuration', tools)
  const results: VariableResult[] = []
  for (const batch of batches(keys.map(variableKey), ITEMS_PER_CALL)) {
    const answer = await tools.call('GetVariables', { getVariableData: batch })
    const got = (answer.getVariableResult ?? []) as readonly VariableResult[]
    results.push(...got)
    await tools.keep(got.filter(({ attributeStatus }) => attributeStatus === 'Accepted').flatMap(storedValue))
  }
  return proven({ getVariableResult: results })
}
