import { type CommandRun, proven } from '../../station-answer'

/** 1.6 carries text: what is none is written as JSON. */
export const dataTransfer: CommandRun<'data-transfer'> = async ({ command }, tools) => {
  const { vendorId, messageId, data } = command
  const text = data === undefined || typeof data === 'string' ? data : JSON.stringify(data)
  const request = { vendorId, ...(messageId && { messageId }), ...(text !== undefined && { data: text }) }
  return proven(await tools.call('DataTransfer', request))
}
