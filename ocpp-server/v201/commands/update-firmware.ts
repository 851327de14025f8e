import { askForUpdate, trying } from '../../files/station-links'
import type { CommandRun } from '../../station-answer'

/** Signed or plain in one message; it waits for running sessions by itself (L01.FR.06). SPEC F-10, F-11. */
export const updateFirmware: CommandRun<'update-firmware'> = (claimed, tools) => {
  const { command } = claimed
  return askForUpdate(claimed, tools, ({ requestId, location, retrieveAt, signed }) =>
    tools.call('UpdateFirmware', {
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
