import { isSecretKey } from '../configuration/secret-key'
import { maskSecrets } from '../messages/mask-secrets'
import { maskToken } from '../tokens/token'
import type { Command } from './command'

const MASK = '••••••'

/** A command as it may be shown and kept: passwords being set on a station are not among what people read. */
export function maskCommand(command: Command): Command {
  if (command.type === 'set-configuration') {
    const values = command.values.map(({ key, value }) => ({ key, value: isSecretKey(key) ? MASK : value }))
    return { ...command, values }
  }
  // Who a station was asked about is not kept longer than the asking takes.
  if (command.type === 'customer-information' && command.token !== undefined) {
    return { ...command, token: maskToken(command.token) }
  }
  if (command.type === 'ocpp') return { ...command, payload: JSON.parse(maskSecrets(JSON.stringify(command.payload))) }
  return command
}

/** The same for the audit log, which more people read: a card is not given away there. */
export function maskForAudit(command: Command): Command {
  switch (command.type) {
    case 'start':
      return { ...command, token: maskToken(command.token) }
    case 'reserve': {
      const { groupToken } = command
      return { ...command, token: maskToken(command.token), ...(groupToken && { groupToken: maskToken(groupToken) }) }
    }
    default:
      return maskCommand(command)
  }
}
