import type { OCPP20 } from 'typed-ocpp'
import type { Said } from '../../schemas/lenient'
import { type CommandRun, proven, summary } from '../../station-answer'
import { inBatches } from '../in-batches'

type Result = Said<OCPP20.ClearVariableMonitoringResponse['clearMonitoringResult'][number]>

/** A hard-wired monitor cannot be cleared: the station says Rejected. One it does not know (NotFound) is gone as well. */
export const clearMonitoring: CommandRun<'clear-monitoring'> = async ({ command: { ids } }, tools) => {
  const results: { key: string; status: string }[] = []
  async function clear(batch: readonly number[]) {
    const answer = await tools.call('ClearVariableMonitoring', { id: batch })
    const got = (answer.clearMonitoringResult ?? []) as readonly Result[]
    const statuses = batch.map((id, index) => ({
      id,
      status: (got.find((result) => result.id === id) ?? got[index])?.status ?? 'NoAnswer',
    }))
    results.push(...statuses.map(({ id, status }) => ({ key: String(id), status })))
    await tools.keepMonitors({ cleared: statuses.filter(isGone).map(({ id }) => id) })
  }
  await inBatches('ClearVariableMonitoring', ids, tools, clear, () => summary(results))
  return proven(summary(results))
}

const isGone = ({ status }: { status: string }) => status === 'Accepted' || status === 'NotFound'
