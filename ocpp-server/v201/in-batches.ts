import { type MessageLimit, NO_LIMIT, withinLimit } from '../../lib/configuration/message-limits'
import { type CommandTools, PartlyAnswered, type StationAnswer } from '../station-answer'
import { CallFailure, readErrorCode } from '../wire/ocpp-error'
import { storedValue, type VariableResult } from './variable-value'

/** So few that every station takes them; for more its limit is asked for first. */
const ALWAYS_TAKEN = 4
/** Items per message to a station that has no limit to tell. */
const UNTOLD = 10

/**
 * Sends a list in as few messages as the station's own limits allow (SPEC D-4). A message that it finds too large all the same is cut
 * in half and tried again.
 * @param send one message; it keeps what the answer means
 * @param soFar the answer so far, told when a later message fails @throws PartlyAnswered | what `send` throws
 */
export async function inBatches<Item>(
  action: 'GetVariables' | 'SetVariables' | 'SetVariableMonitoring' | 'ClearVariableMonitoring',
  items: readonly Item[],
  tools: CommandTools,
  send: (batch: readonly Item[]) => Promise<void>,
  soFar: () => StationAnswer,
): Promise<void> {
  let isFirst = true
  async function sendOrHalve(batch: readonly Item[]): Promise<void> {
    try {
      await send(batch)
      isFirst = false
    } catch (error) {
      if (batch.length > 1 && isTooLarge(error)) {
        const half = Math.ceil(batch.length / 2)
        await sendOrHalve(batch.slice(0, half))
        await sendOrHalve(batch.slice(half))
      } else throw isFirst || error instanceof PartlyAnswered ? error : new PartlyAnswered(soFar(), error)
    }
  }
  for (const batch of withinLimit(items, await limitOf(action, items.length, tools), UNTOLD)) await sendOrHalve(batch)
}

/** B05.FR.11, B06.FR.16 and their like: too many items, or too many bytes. */
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof CallFailure) || error.reason !== 'error') return false
  return ['OccurrenceConstraintViolation', 'FormatViolation'].includes(readErrorCode(error.code))
}

async function limitOf(action: string, count: number, tools: CommandTools): Promise<MessageLimit> {
  const known = (await tools.limits()).get(action)
  if (known !== undefined || count <= ALWAYS_TAKEN) return known ?? NO_LIMIT
  const name = action.includes('Monitoring') ? 'MonitoringCtrlr' : 'DeviceDataCtrlr'
  const asked = ['ItemsPerMessage', 'BytesPerMessage'].map((variable) => ({
    component: { name },
    variable: { name: variable, instance: action },
  }))
  const answer = await tools.call('GetVariables', { getVariableData: asked })
  const got = (answer.getVariableResult ?? []) as readonly VariableResult[]
  await tools.keep(got.filter(({ attributeStatus }) => attributeStatus === 'Accepted').flatMap(storedValue))
  return (await tools.limits()).get(action) ?? NO_LIMIT
}
