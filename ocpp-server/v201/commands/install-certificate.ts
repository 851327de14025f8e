import { HELD_TYPES } from '../../../lib/certificates/held-types'
import { installCertificate as install } from '../../security/install-certificate'
import type { CommandRun } from '../../station-answer'

export const installCertificate: CommandRun<'install-certificate'> = ({ command }, tools) => {
  const { kind, certificate } = command
  return install(tools.station.id, command, () =>
    tools.call('InstallCertificate', { certificateType: HELD_TYPES[kind], certificate }),
  )
}
