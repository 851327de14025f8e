import { type CommandRun, proven } from '../../station-answer'

export const dataTransfer: CommandRun<'data-transfer'> = async ({ command }, tools) => {
  const { vendorId, messageId, data } = command
  const request = { vendorId, ...(messageId && { messageId }), ...(data !== undefined && { data }) }
  return proven(await tools.call('DataTransfer', request))
}
