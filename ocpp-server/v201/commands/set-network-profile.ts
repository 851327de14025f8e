import { type CommandRun, type CommandTools, proven, type StationAnswer } from '../../station-answer'

export interface NetworkProfile {
  readonly slot: number
  readonly url: string
  readonly securityProfile: number
  readonly ocppVersion: string
  readonly interface: string
  readonly messageTimeoutSeconds: number
}

export const setNetworkProfile: CommandRun<'set-network-profile'> = async ({ command }, tools) =>
  proven(await callSetNetworkProfile(command, tools))

export function callSetNetworkProfile(profile: NetworkProfile, { call }: CommandTools): Promise<StationAnswer> {
  return call('SetNetworkProfile', {
    configurationSlot: profile.slot,
    connectionData: {
      ocppVersion: profile.ocppVersion,
      ocppTransport: 'JSON',
      ocppCsmsUrl: profile.url,
      messageTimeout: profile.messageTimeoutSeconds,
      securityProfile: profile.securityProfile,
      ocppInterface: profile.interface,
    },
  })
}
