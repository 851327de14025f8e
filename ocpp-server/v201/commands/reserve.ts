import { reserve as reserveAt } from '../../reserve'
import type { CommandRun } from '../../station-answer'
import { wireInstant } from '../../v16/charging-profile'
import { wireToken } from '../token'

export const reserve: CommandRun<'reserve'> = async (claimed, tools) => {
  const { evseId, connectorType, token, expiresAt } = claimed.command
  return reserveAt(claimed, tools, ({ id, groupName, tokenType }) =>
    tools.call('ReserveNow', {
      id,
      expiryDateTime: wireInstant(new Date(expiresAt)),
      ...(connectorType === undefined ? {} : { connectorType }),
      idToken: wireToken(token, tokenType),
      ...(evseId === undefined ? {} : { evseId }),
      ...(groupName === null ? {} : { groupIdToken: { idToken: groupName, type: 'Central' } }),
    }),
  )
}
