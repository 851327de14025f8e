import { harmOfValue } from '../../../lib/stations/harm-of-value'
import {
  CannotSend,
  type CommandRun,
  type CommandTools,
  isTaken,
  PartlyAnswered,
  proven,
  summary,
} from '../../station-answer'
import { CallFailure } from '../../wire/ocpp-error'
import { standardKey } from '../configuration-keys'
import { configurationValue } from '../key-values'

export const setConfiguration: CommandRun<'set-configuration'> = async ({ command: { values } }, tools) => {
  for (const { key, value, attribute = 'Actual' } of values) {
    if (attribute !== 'Actual') throw new CannotSend('value-only')
    const harm = harmOfValue(tools.station.live, key, value)
    if (harm !== null) throw CannotSend.because(harm)
  }
  const results: { key: string; status: string }[] = []
  for (const { key, value } of values) {
    try {
      const { status } = await tools.call('ChangeConfiguration', { key, value })
      results.push({ key, status: typeof status === 'string' ? status : 'Rejected' })
      if (status === 'Accepted') await tools.keep([configurationValue(key, value)])
      await adoptPassword(key, value, status, tools)
    } catch (error) {
      // A station that answers one key with an error may take the next.
      if (values.length > 1 && error instanceof CallFailure && error.reason === 'error') {
        results.push({ key, status: error.code })
        continue
      }
      throw results.length === 0 ? error : new PartlyAnswered(summary(results), error)
    }
  }
  return proven(summary(results))
}

/** An AuthorizationKey the station has taken is the password it must offer from then on. */
export async function adoptPassword(key: unknown, value: unknown, status: unknown, tools: CommandTools): Promise<void> {
  if (!isTaken(status) || standardKey(String(key)) !== 'AuthorizationKey') return
  await tools.adoptPassword(String(value))
}
