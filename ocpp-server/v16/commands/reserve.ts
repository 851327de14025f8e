import { reserve as reserveAt } from '../../reserve'
import { CannotSend, type CommandRun } from '../../station-answer'
import { wireInstant } from '../charging-profile'

/** CiString20Type. */
const LONGEST_TOKEN = 20

/** Without an EVSE: connector 0, any of the charge point. */
export const reserve: CommandRun<'reserve'> = async (claimed, tools) => {
  const { evseId, connectorType, token, expiresAt } = claimed.command
  if (token.length > LONGEST_TOKEN) throw new CannotSend('token-too-long')
  if (connectorType !== undefined) throw new CannotSend('by-number')
  return reserveAt(claimed, tools, ({ id, groupName }) =>
    tools.call('ReserveNow', {
      connectorId: evseId ?? 0,
      expiryDate: wireInstant(new Date(expiresAt)),
      idTag: token,
      ...(groupName !== null && groupName.length <= LONGEST_TOKEN ? { parentIdTag: groupName } : {}),
      reservationId: id,
    }),
  )
}
