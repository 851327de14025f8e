import { clearDerControls } from '../../../lib/der-controls/mutations/record-der-controls'
import { type CommandRun, isYes, proven } from '../../station-answer'

export const clearDerControl: CommandRun<'clear-der-control'> = async ({ command }, tools) => {
  const { isDefault, controlType, controlId } = command
  const request = { isDefault, ...(controlType && { controlType }), ...(controlId && { controlId }) }
  const answer = await tools.call('ClearDERControl', request)
  if (isYes(answer) || answer.status === 'NotFound') {
    const only = { isDefault, controlType: controlType ?? null, controlId: controlId ?? null }
    await clearDerControls(tools.station.id, only, new Date())
  }
  return proven(answer)
}
