import { requestIdOf } from '../../../lib/commands/request-id'
import { askForLog, trying } from '../../files/station-links'
import { CannotSend, type CommandRun } from '../../station-answer'

const LOG_TYPES = {
  diagnostics: 'DiagnosticsLog',
  security: 'SecurityLog',
  'data-collector': 'DataCollectorLog',
} as const

/** SPEC F-20. */
export const getLog: CommandRun<'get-log'> = (claimed, tools) => {
  const { id, command } = claimed
  if (command.log === 'data-collector' && tools.station.protocol !== 'ocpp2.1')
    throw new CannotSend('no-data-collector', { protocol: 'OCPP 2.0.1' })
  return askForLog(claimed, command.log, tools, (remoteLocation) =>
    tools.call('GetLog', {
      logType: LOG_TYPES[command.log],
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
