import { requestIdOf } from '../../../lib/commands/confirm-command'
import { type CommandRun, toBeProven } from '../../station-answer'
import { componentKey } from '../variable-key'

const CRITERIA = {
  threshold: 'ThresholdMonitoring',
  delta: 'DeltaMonitoring',
  periodic: 'PeriodicMonitoring',
} as const

/** What it holds comes in NotifyMonitoringReport messages, whose last says what is no more. That there is none is a complete answer. */
export const getMonitoringReport: CommandRun<'get-monitoring-report'> = async ({ id, command }, tools) => {
  const { criteria, variables } = command
  const askedAt = new Date()
  const answer = await tools.call('GetMonitoringReport', {
    requestId: requestIdOf(id),
    ...(criteria && { monitoringCriteria: criteria.map((word) => CRITERIA[word]) }),
    ...(variables && { componentVariable: variables.map(componentKey) }),
  })
  const isAll = criteria === undefined && variables === undefined
  if (isAll && answer.status === 'EmptyResultSet') await tools.keepMonitors({ clearedUnseenSince: askedAt })
  return toBeProven(answer)
}
