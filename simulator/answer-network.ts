import type { Payload } from '../ocpp-server/wire/frame'
import type { Configuration } from './configuration'
import type { Machine } from './dialect'
import { hasWhatItTakes } from './network'

const PASSWORDS: readonly string[] = ['authorizationkey', 'securityctrlr.basicauthpassword']
const PROFILE = 'securityprofile'
const PRIORITY = 'ocppcommctrlr.networkconfigurationpriority'

/**
 * Sets one value, as either version asks for it. A new password, and in 1.6 a new profile, is used at once: the station calls again
 * (2.x: A01; security whitepaper A01, A05). In 2.x another connection is used after the next restart.
 */
export function setValue(machine: Machine, name: string, value: string): ReturnType<Configuration['set']> {
  const key = name.toLowerCase()
  if (key === PROFILE && !mayRaise(machine, Number(value))) return 'Rejected'
  if (key === PRIORITY && !mayPrefer(machine, value)) return 'Rejected'
  const result = machine.configuration.set(name, value)
  if (result === 'Accepted' && (key === PROFILE || PASSWORDS.includes(key))) machine.reconnect()
  return result
}

function mayRaise(machine: Machine, profile: number): boolean {
  const current = Number(machine.configuration.find(PROFILE)?.value ?? 0)
  return profile <= 3 && profile > current && hasWhatItTakes(machine, profile)
}

/** Slot 1 is the one it was put up with, unless another was put there. */
function mayPrefer(machine: Machine, order: string): boolean {
  const { networks = {} } = machine.memory.kept
  return order.split(',').every((slot) => {
    const network = networks[slot.trim()]
    return network ? hasWhatItTakes(machine, network.securityProfile) : slot.trim() === '1'
  })
}

/** Only stores it: NetworkConfigurationPriority says whether it is used (B09). */
export function setNetworkProfile({ configurationSlot, connectionData }: Payload, machine: Machine): object {
  const { ocppCsmsUrl, securityProfile } = connectionData as { ocppCsmsUrl: string; securityProfile: number }
  const current = Number(machine.configuration.find('SecurityCtrlr.SecurityProfile')?.value ?? 0)
  if (securityProfile < current) return { status: 'Rejected' }
  const network = { url: ocppCsmsUrl.replace(/\/$/, ''), securityProfile }
  machine.memory.keep({ networks: { ...machine.memory.kept.networks, [String(configurationSlot)]: network } })
  return { status: 'Accepted' }
}
