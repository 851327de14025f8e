import { type CommandRun, proven } from '../../station-answer'
import type { VariableResult } from '../variable-value'
import { adoptPassword } from './set-configuration'

export const rawCall: CommandRun<'ocpp'> = async ({ command: { action, payload } }, tools) => {
  const answer = await tools.call(action, payload)
  if (action === 'SetVariables') {
    const wanted = payload.setVariableData as readonly VariableResult[]
    await adoptPassword(wanted, (answer.setVariableResult ?? []) as readonly VariableResult[], tools)
  }
  return proven(answer)
}
