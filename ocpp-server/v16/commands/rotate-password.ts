import { randomBytes } from 'node:crypto'
import { rotate } from '../../security/rotate-password'
import type { CommandRun } from '../../station-answer'

/** 20 random bytes, set as 40 hexadecimal digits and offered as the bytes (security whitepaper 2.2). */
export const rotatePassword: CommandRun<'rotate-password'> = (_claimed, tools) => {
  const password = randomBytes(20)
  return rotate(tools.station.id, password, async () => {
    const answer = await tools.call('ChangeConfiguration', {
      key: 'AuthorizationKey',
      value: password.toString('hex'),
    })
    return { answer, status: answer.status }
  })
}
