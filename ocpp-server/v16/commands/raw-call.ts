import { type CommandRun, proven } from '../../station-answer'
import { valuesIn } from '../key-values'
import { adoptPassword } from './set-configuration'

export const rawCall: CommandRun<'ocpp'> = async ({ command: { action, payload } }, tools) => {
  const answer = await tools.call(action, payload)
  if (action === 'GetConfiguration') await tools.keep(valuesIn(answer.configurationKey))
  if (action === 'ChangeConfiguration') await adoptPassword(payload.key, payload.value, answer.status, tools)
  return proven(answer)
}
