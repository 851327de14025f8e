import { env } from '../../../lib/env'
import { requireReady } from '../../security/require-ready'
import { CannotSend, type CommandRun, isTaken, isYes, toBeProven } from '../../station-answer'
import type { VariableResult } from '../variable-value'
import { callSetNetworkProfile } from './set-network-profile'

/**
 * The new connection is put beside the old one, preferred to it, and tried by a restart; coming back with it proves it (A05, B09,
 * B10). The old one stays second, so that a station that cannot use the new one is not lost.
 */
export const upgradeSecurityProfile: CommandRun<'upgrade-security-profile'> = async ({ command }, tools) => {
  const { priority } = await requireReady(tools.station.id, command)
  const url = command.url ?? (command.profile >= 2 ? env().OCPP_TLS_URL : undefined)
  if (url === undefined) throw new CannotSend('no-address')
  const present = (priority ?? '')
    .split(',')
    .map((part) => Number.parseInt(part, 10)) // slots may be numbered from 0
    .filter(Number.isInteger)
  const slot = command.slot ?? (present[0] === 1 ? 2 : 1)
  const network = await callSetNetworkProfile(
    {
      slot,
      url,
      securityProfile: command.profile,
      ocppVersion: tools.station.protocol === 'ocpp2.1' ? 'OCPP21' : 'OCPP20',
      interface: 'Wired0',
      messageTimeoutSeconds: 30,
    },
    tools,
  )
  if (!isYes(network)) return toBeProven(network)
  const order = [slot, ...(present.length > 0 ? present : [slot === 1 ? 2 : 1]).filter((one) => one !== slot)]
  const set = await tools.call('SetVariables', {
    setVariableData: [
      {
        component: { name: 'OCPPCommCtrlr' },
        variable: { name: 'NetworkConfigurationPriority' },
        attributeValue: order.join(','),
      },
    ],
  })
  const [result] = (set.setVariableResult ?? []) as readonly VariableResult[]
  if (!isTaken(result?.attributeStatus)) {
    return toBeProven({ ...set, status: result?.attributeStatus ?? 'Rejected' })
  }
  return toBeProven(await tools.call('Reset', { type: 'OnIdle' }))
}
