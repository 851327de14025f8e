import type { OCPP20 } from 'typed-ocpp'
import type { Said } from '../../schemas/lenient'
import { type CommandRun, proven, summary } from '../../station-answer'
import { inBatches } from '../in-batches'
import { variableMonitor } from '../said-monitor'
import { variableKey } from '../variable-key'

type Result = Said<OCPP20.SetVariableMonitoringResponse['setMonitoringResult'][number]>

export const setMonitoring: CommandRun<'set-monitoring'> = async ({ command: { monitors } }, tools) => {
  const results: { key: string; status: string; id: number | null }[] = []
  const wanted = monitors.map(({ variable, id, kind, value, severity, inTransaction }) => ({
    key: variable,
    data: {
      ...variableKey(variable),
      ...(id !== undefined && { id }),
      type: kind,
      value,
      severity,
      transaction: inTransaction,
    },
  }))
  async function set(batch: typeof wanted) {
    const answer = await tools.call('SetVariableMonitoring', { setMonitoringData: batch.map(({ data }) => data) })
    const got = (answer.setMonitoringResult ?? []) as readonly Result[]
    for (const [index, { key, data }] of batch.entries()) {
      const { status = 'NoAnswer', id = data.id } = got[index] ?? {}
      results.push({ key, status, id: id ?? null })
      if (status === 'Accepted')
        await tools.keepMonitors({
          kept: variableMonitor(data, { ...data, id, eventNotificationType: 'CustomMonitor' }),
        })
    }
  }
  await inBatches(
    'SetVariableMonitoring',
    wanted,
    tools,
    (batch) => set([...batch]),
    () => summary(results),
  )
  return proven(summary(results))
}
