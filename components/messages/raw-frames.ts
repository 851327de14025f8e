import type { MessageRow } from '@/lib/messages/message-row'

type Framed = Pick<MessageRow, 'action' | 'messageId' | 'request' | 'response' | 'errorCode'>

/** The frames of an exchange as they went over the wire (secrets masked), one each; the log keeps payloads and ids apart. */
export function rawFrames({ action, messageId, request, response, errorCode }: Framed): string[] {
  const id = JSON.stringify(messageId)
  // What could not be read, or was repeated, is logged whole.
  const call = action === '' || isFrame(request) ? request : `[2,${id},${JSON.stringify(action)},${request}]`
  if (response === null) return [call]
  if (errorCode === null) return [call, `[3,${id},${response}]`]
  return [call, isFrame(response) ? response : errorFrame(id, errorCode, response)]
}

const isFrame = (text: string) => /^\s*\[\s*\d/.test(text)

/** Our own refusals are logged as code and details, the description among them. */
function errorFrame(id: string, code: string, details: string): string {
  try {
    const { description = '', ...rest } = JSON.parse(details) as Record<string, unknown>
    return `[4,${id},${JSON.stringify(code)},${JSON.stringify(description)},${JSON.stringify(rest)}]`
  } catch {
    return `[4,${id},${JSON.stringify(code)},"",{}]`
  }
}
