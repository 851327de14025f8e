import { installCertificate as install } from '../../security/install-certificate'
import { CannotSend, type CommandRun } from '../../station-answer'
import { HELD_TYPES_16 } from '../held-types'

export const installCertificate: CommandRun<'install-certificate'> = ({ command }, tools) => {
  const { kind, certificate } = command
  const certificateType = HELD_TYPES_16[kind]
  if (certificateType === undefined) throw new CannotSend('no-such-roots')
  return install(tools.station.id, command, () => tools.call('InstallCertificate', { certificateType, certificate }))
}
