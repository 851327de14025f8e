import { generateStationPassword } from '../../../lib/stations/station-password'
import { rotate } from '../../security/rotate-password'
import type { CommandRun } from '../../station-answer'
import type { VariableResult } from '../variable-value'

/** In 2.x the password is text, offered as it is set (A01). */
export const rotatePassword: CommandRun<'rotate-password'> = (_claimed, tools) => {
  const password = generateStationPassword()
  return rotate(tools.station.id, password, async () => {
    const answer = await tools.call('SetVariables', {
      setVariableData: [
        {
          component: { name: 'SecurityCtrlr' },
          variable: { name: 'BasicAuthPassword' },
          attributeValue: password,
        },
      ],
    })
    const [result] = (answer.setVariableResult ?? []) as readonly VariableResult[]
    return { answer, status: result?.attributeStatus }
  })
}
