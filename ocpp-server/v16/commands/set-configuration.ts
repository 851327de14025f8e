import { type CommandRun, type CommandTools, isTaken, proven, summary } from '../../station-answer'
import { standardKey } from '../configuration-keys'
import { configurationValue } from '../key-values'

export const setConfiguration: CommandRun<'set-configuration'> = async ({ command: { values } }, tools) => {
  const results: { key: string; status: string }[] = []
  for (const { key, value } of values) {
    const { status } = await tools.call('ChangeConfiguration', { key, value })
    results.push({ key, status: typeof status === 'string' ? status : 'Rejected' })
    if (status === 'Accepted') await tools.keep([configurationValue(key, value, false)])
    await adoptPassword(key, value, status, tools)
  }
  return proven(summary(results))
}

/** An AuthorizationKey the station has taken is the password it must offer from then on. */
export async function adoptPassword(key: unknown, value: unknown, status: unknown, tools: CommandTools): Promise<void> {
  if (!isTaken(status) || standardKey(String(key)) !== 'AuthorizationKey') return
  await tools.adoptPassword(String(value))
}
