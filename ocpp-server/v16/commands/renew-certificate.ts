import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const renewCertificate: CommandRun<'renew-certificate'> = async ({ command: { kind } }, tools) => {
  if (kind !== 'station') throw new CannotSend('OCPP 1.6 has no certificates of ISO 15118.')
  return toBeProven(await tools.call('ExtendedTriggerMessage', { requestedMessage: 'SignChargePointCertificate' }))
}
