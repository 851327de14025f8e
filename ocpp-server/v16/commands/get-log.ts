import { requestIdOf } from '../../../lib/commands/request-id'
import { askForLog, trying } from '../../files/station-links'
import { CannotSend, type CommandRun } from '../../station-answer'

/** Diagnostics are 1.6's own; the security log is the security whitepaper's. SPEC F-20. */
export const getLog: CommandRun<'get-log'> = (claimed, tools) => {
  const { id, command } = claimed
  if (command.log === 'data-collector') throw new CannotSend('OCPP 1.6 has no data collector log.')
  return askForLog(claimed, command.log, tools, (remoteLocation) =>
    command.log === 'diagnostics'
      ? tools.call('GetDiagnostics', {
          location: remoteLocation,
          ...(command.from === undefined ? {} : { startTime: command.from }),
          ...(command.to === undefined ? {} : { stopTime: command.to }),
          ...trying(command),
        })
      : tools.call('GetLog', {
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
}
