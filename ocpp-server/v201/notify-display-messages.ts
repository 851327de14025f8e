import type { OCPP20 } from 'typed-ocpp'
import { recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import type { Write } from '../../lib/db/coalesce'
import { type DisplaySaid, recordDisplayMessages } from '../../lib/displays/mutations/record-display-messages'
import type { Inbound, Plan, Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import { saidMessage } from './display-message'

const ACTION = 'NotifyDisplayMessages'

/** SPEC L-20. What stands on the display, part by part; what the last part leaves unnamed of what was asked about is not there. */
export const notifyDisplayMessages: Route<Said<OCPP20.NotifyDisplayMessagesRequest>> = {
  handle(payload, message): Plan {
    const { station, receivedAt } = message
    const requestId = need(payload.requestId, 'requestId')
    const isLast = payload.tbc !== true
    const messages = (payload.messageInfo ?? []).flatMap((one) => saidMessage(one, receivedAt) ?? [])
    const seqNo = station.holdings.nextPart(ACTION, requestId, isLast)
    const part = { stationId: station.id, requestId, action: ACTION, seqNo, isLast, payload, receivedAt }
    const said: DisplaySaid[] = [{ kind: 'held', stationId: station.id, messages, at: receivedAt }]
    if (isLast) said.push(...notNamed(requestId, message))
    return {
      writes: [
        { writer: recordCommandReports, item: part } as Write,
        ...said.map((item): Write => ({ writer: recordDisplayMessages, item }) as Write),
      ],
      answer: () => ({}),
      committed() {
        if (isLast) station.noticed({ kind: 'report-complete', requestId })
      },
    }
  },
}

function notNamed(requestId: number, { station, receivedAt: at }: Inbound): DisplaySaid[] {
  const expected = station.holdings.takeExpected(requestId)
  if (expected?.messages === undefined) return []
  const { messages: criteria, askedAt: notSeenSince } = expected
  return [{ kind: 'gone', stationId: station.id, criteria, at, notSeenSince }]
}
