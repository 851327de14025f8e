import { CannotSend, type CommandRun, toBeProven } from '../../station-answer'

export const renewCertificate: CommandRun<'renew-certificate'> = async ({ command: { kind } }, tools) => {
  if (kind !== 'station') throw new CannotSend('no-iso-15118')
  return toBeProven(await tools.call('ExtendedTriggerMessage', { requestedMessage: 'SignChargePointCertificate' }))
}
