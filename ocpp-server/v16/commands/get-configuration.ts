import { withinLimit } from '../../../lib/configuration/message-limits'
import { CannotSend, type CommandRun, type CommandTools, PartlyAnswered, proven } from '../../station-answer'
import { standardKey } from '../configuration-keys'
import { type KeyValue, listIn, valuesIn } from '../key-values'

/** So many every station takes; GetConfigurationMaxKeys may say otherwise. */
const KEYS_PER_CALL = 20

export const getConfiguration: CommandRun<'get-configuration'> = ({ command }, tools) =>
  readConfiguration(command.keys ?? [], tools)

/** 1.6 knows no reports: everything is in the configuration. */
export const getReport: CommandRun<'get-report'> = ({ command: { criteria, variables } }, tools) => {
  if (criteria || variables) throw new CannotSend('report-or-keys')
  return readConfiguration([], tools)
}

async function readConfiguration(keys: readonly string[], tools: CommandTools) {
  const configurationKey: KeyValue[] = []
  const unknownKey: string[] = []
  const answer = () => ({ results: resultsOf(keys, configurationKey, unknownKey), configurationKey, unknownKey })
  const limit = keys.length === 0 ? undefined : (await tools.limits()).get('GetConfiguration')
  const batches =
    keys.length === 0
      ? [{}]
      : [...withinLimit(keys, limit ?? { items: null, bytes: null }, KEYS_PER_CALL)].map((key) => ({ key }))
  for (const [index, request] of batches.entries()) {
    try {
      const got = await tools.call('GetConfiguration', request)
      configurationKey.push(...(listIn(got.configurationKey) as readonly KeyValue[]))
      unknownKey.push(...listIn(got.unknownKey).map(String))
      await tools.keep(valuesIn(got.configurationKey))
    } catch (error) {
      throw index === 0 ? error : new PartlyAnswered(answer(), error)
    }
  }
  return proven(answer())
}

/** What became of each key that was asked for; of each that was told when none was. */
function resultsOf(keys: readonly string[], told: readonly KeyValue[], unknown: readonly string[]) {
  const byKey = new Map(told.map(({ key = '', value = null }) => [standardKey(key), value]))
  const isUnknown = new Set(unknown.map(standardKey))
  const wanted = keys.length > 0 ? keys.map(standardKey) : [...byKey.keys()]
  return wanted.map((key) => ({
    key,
    status: byKey.has(key) ? 'Accepted' : isUnknown.has(key) ? 'UnknownKey' : 'NoAnswer',
    value: byKey.get(key) ?? null,
  }))
}
