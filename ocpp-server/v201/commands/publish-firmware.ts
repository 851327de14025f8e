import { requestIdOf } from '../../../lib/commands/request-id'
import { endLinks } from '../../../lib/files/mutations/issue-link'
import { firmwareAddress, knownFirmware, trying } from '../../files/station-links'
import { type CommandRun, isYes, toBeProven } from '../../station-answer'

/** To a local controller, which gives it on to the stations behind it. SPEC F-15. */
export const publishFirmware: CommandRun<'publish-firmware'> = async ({ id, command }, tools) => {
  const firmware = await knownFirmware(command.firmwareId)
  const location = await firmwareAddress(tools, id, firmware)
  const request = { requestId: requestIdOf(id), location, checksum: firmware.md5, ...trying(command) }
  const answer = await tools.call('PublishFirmware', request)
  if (!isYes(answer)) await endLinks(id)
  return toBeProven(answer)
}
