import { requireReady } from '../../security/require-ready'
import { type CommandRun, toBeProven } from '../../station-answer'

/** The station disconnects and comes back with it, which proves it (security whitepaper A05). */
export const upgradeSecurityProfile: CommandRun<'upgrade-security-profile'> = async ({ command }, tools) => {
  await requireReady(tools.station.id, command)
  return toBeProven(await tools.call('ChangeConfiguration', { key: 'SecurityProfile', value: String(command.profile) }))
}
