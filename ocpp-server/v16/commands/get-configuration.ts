import { batches, type CommandRun, type CommandTools, proven } from '../../station-answer'
import { listIn, valuesIn } from '../key-values'

/** Every station takes this many keys in one GetConfiguration (GetConfigurationMaxKeys may allow more). */
const KEYS_PER_CALL = 20

export const getConfiguration: CommandRun<'get-configuration'> = ({ command }, tools) =>
  readConfiguration(command.keys ?? [], tools)

/** 1.6 knows no reports: everything is in the configuration. */
export const getReport: CommandRun<'get-report'> = (_claimed, tools) => readConfiguration([], tools)

async function readConfiguration(keys: readonly string[], tools: CommandTools) {
  const configurationKey: unknown[] = []
  const unknownKey: unknown[] = []
  const requests = keys.length === 0 ? [{}] : [...batches(keys, KEYS_PER_CALL)].map((key) => ({ key }))
  for (const request of requests) {
    const answer = await tools.call('GetConfiguration', request)
    configurationKey.push(...listIn(answer.configurationKey))
    unknownKey.push(...listIn(answer.unknownKey))
    await tools.keep(valuesIn(answer.configurationKey))
  }
  return proven({ configurationKey, unknownKey })
}
