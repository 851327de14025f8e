import { maskSecrets } from '../messages/mask-secrets'
import type { Command } from './command'

const SECRET_KEY = /(^|[./\]])(authorizationkey|basicauthpassword)$/i
const MASK = '••••••'

/** A command as it may be shown and kept: passwords being set on a station are not among what people read. */
export function maskCommand(command: Command): Command {
  if (command.type === 'set-configuration') {
    const values = command.values.map(({ key, value }) => ({ key, value: SECRET_KEY.test(key.trim()) ? MASK : value }))
    return { ...command, values }
  }
  if (command.type === 'ocpp') return { ...command, payload: JSON.parse(maskSecrets(JSON.stringify(command.payload))) }
  return command
}
