import { requestIdOf } from '../../../lib/commands/confirm-command'
import { type CommandRun, provenNothing, toBeProven } from '../../station-answer'

/** What it holds comes in ReportDERControl messages; the last one proves the command done. */
export const getDerControl: CommandRun<'get-der-control'> = async ({ command, id }, tools) => {
  const { isDefault, controlType, controlId } = command
  const request = {
    requestId: requestIdOf(id),
    ...(isDefault !== undefined && { isDefault }),
    ...(controlType && { controlType }),
    ...(controlId && { controlId }),
  }
  const answer = await tools.call('GetDERControl', request)
  return answer.status === 'NotFound' ? provenNothing(answer) : toBeProven(answer)
}
