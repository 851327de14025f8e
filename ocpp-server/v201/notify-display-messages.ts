import type { OCPP20 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { type DisplaySaid, recordDisplayMessages } from '../../lib/displays/mutations/record-display-messages'
import type { ExpectedReport } from '../holdings'
import type { Inbound, Plan, Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { saidMessage } from './display-message'
import { reportPart } from './report-part'

/** SPEC L-20. What stands on the display, part by part; what the last part leaves unnamed of what was asked about is not there. */
export const notifyDisplayMessages: Route<Said<OCPP20.NotifyDisplayMessagesRequest>> = {
  handle(payload, message): Plan {
    const { station, receivedAt: at } = message
    const requestId = need(payload.requestId, 'requestId')
    const messages = (payload.messageInfo ?? []).flatMap((one) => saidMessage(one, at) ?? [])
    const part = { requestId, action: 'NotifyDisplayMessages', isLast: payload.tbc !== true, payload }
    return reportPart(message, part, (expected) => {
      const said: DisplaySaid[] = [{ kind: 'held', stationId: station.id, messages, at }]
      return [...said, ...notNamed(expected, message)].map((item) => ({ writer: recordDisplayMessages, item }) as Write)
    })
  },
}

function notNamed(expected: ExpectedReport | null, { station, receivedAt: at }: Inbound): DisplaySaid[] {
  if (expected?.messages === undefined) return []
  const { messages: criteria, askedAt: notSeenSince } = expected
  return [{ kind: 'gone', stationId: station.id, criteria, at, notSeenSince }]
}
