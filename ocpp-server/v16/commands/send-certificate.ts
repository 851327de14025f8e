import { sendCertificate as send } from '../../security/send-certificate'
import { CannotSend, type CommandRun } from '../../station-answer'

export const sendCertificate: CommandRun<'send-certificate'> = ({ command }, tools) => {
  if (command.kind === 'v2g') throw new CannotSend('no-iso-15118')
  return send(tools.station, command, (certificateChain) => tools.call('CertificateSigned', { certificateChain }))
}
