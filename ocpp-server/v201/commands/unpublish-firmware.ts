import { knownFirmware } from '../../files/station-links'
import { type CommandRun, proven } from '../../station-answer'

/** A local controller knows what it has published by its checksum alone. SPEC F-16. */
export const unpublishFirmware: CommandRun<'unpublish-firmware'> = async ({ command }, tools) => {
  const { md5 } = await knownFirmware(command.firmwareId)
  return proven(await tools.call('UnpublishFirmware', { checksum: md5 }))
}
