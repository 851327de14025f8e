import { problem } from '../../../lib/commands/problem'
import { requestIdOf } from '../../../lib/commands/request-id'
import { askForLog, trying } from '../../files/station-links'
import { CannotSend, type CommandRun } from '../../station-answer'

/** Diagnostics are 1.6's own; the security log is the security whitepaper's. SPEC F-20. */
export const getLog: CommandRun<'get-log'> = async (claimed, tools) => {
  const { id, command } = claimed
  if (command.log === 'data-collector') throw new CannotSend('no-data-collector', { protocol: 'OCPP 1.6' })
  if (command.log === 'security')
    return askForLog(claimed, command.log, tools, (remoteLocation) =>
      tools.call('GetLog', {
        logType: 'SecurityLog',
        requestId: requestIdOf(id),
        log: {
          remoteLocation,
          ...(command.from === undefined ? {} : { oldestTimestamp: command.from }),
          ...(command.to === undefined ? {} : { latestTimestamp: command.to }),
        },
        ...trying(command),
      }),
    )
  const asked = await askForLog(claimed, command.log, tools, (location) =>
    tools.call('GetDiagnostics', {
      location,
      ...(command.from === undefined ? {} : { startTime: command.from }),
      ...(command.to === undefined ? {} : { stopTime: command.to }),
      ...trying(command),
    }),
  )
  // Without a name there is nothing to bring (6.20). Its room stays open, for a station that only forgot the name.
  return asked.answer.fileName === undefined ? { ...asked, no: problem('no-diagnostics') } : asked
}
