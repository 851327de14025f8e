import { type CommandRun, proven } from '../../station-answer'
import { inBatches } from '../in-batches'
import { variableKey } from '../variable-key'
import { storedValue, type VariableResult } from '../variable-value'
import { askBaseReport } from './get-report'

export const getConfiguration: CommandRun<'get-configuration'> = async ({ id, command: { keys = [] } }, tools) => {
  if (keys.length === 0) return askBaseReport(id, 'configuration', tools)
  const results: { key: string; status: string; value: string | null }[] = []
  const wanted = keys.map((key) => ({ key, data: variableKey(key) }))
  async function ask(batch: typeof wanted) {
    const answer = await tools.call('GetVariables', { getVariableData: batch.map(({ data }) => data) })
    const got = (answer.getVariableResult ?? []) as readonly VariableResult[]
    await tools.keep(got.filter(({ attributeStatus }) => attributeStatus === 'Accepted').flatMap(storedValue))
    for (const [index, { key }] of batch.entries()) {
      const { attributeStatus = 'NoAnswer', attributeValue = null } = got[index] ?? {}
      results.push({ key, status: attributeStatus, value: attributeValue })
    }
  }
  await inBatches(
    'GetVariables',
    wanted,
    tools,
    (batch) => ask([...batch]),
    () => ({ results }),
  )
  return proven({ results })
}
