import { askForUpdate, trying } from '../../files/station-links'
import type { CommandRun } from '../../station-answer'

/** Plain, or with the security whitepaper's SignedUpdateFirmware, which alone says when to install. SPEC F-10, F-11. */
export const updateFirmware: CommandRun<'update-firmware'> = (claimed, tools) => {
  const { command } = claimed
  return askForUpdate(claimed, tools, ({ requestId, location, retrieveAt, signed }) =>
    signed === null
      ? tools.call('UpdateFirmware', { location, retrieveDate: retrieveAt, ...trying(command) })
      : tools.call('SignedUpdateFirmware', {
          requestId,
          firmware: {
            location,
            retrieveDateTime: retrieveAt,
            ...(command.installAt === undefined ? {} : { installDateTime: command.installAt }),
            ...signed,
          },
          ...trying(command),
        }),
  )
}
