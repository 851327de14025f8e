import { type CommandRun, toBeProven } from '../../station-answer'

const MESSAGES = {
  station: 'SignChargingStationCertificate',
  v2g: 'SignV2GCertificate',
  combined: 'SignCombinedCertificate',
} as const

export const renewCertificate: CommandRun<'renew-certificate'> = async ({ command: { kind } }, tools) =>
  toBeProven(await tools.call('TriggerMessage', { requestedMessage: MESSAGES[kind] }))
