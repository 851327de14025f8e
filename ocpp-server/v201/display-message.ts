import type { OCPP20 } from 'typed-ocpp'
import type { DisplayMessage } from '../../lib/displays/display-message'
import type { Said } from '../schemas/lenient'
import { wireInstant } from '../v16/charging-profile'
import { futureInstant } from './charging-profile'

/** A message as 2.x writes it. */
export const wireMessage = (message: DisplayMessage): object => ({
  id: message.messageId,
  priority: message.priority,
  ...(message.state === null ? {} : { state: message.state }),
  ...(message.startAt === null ? {} : { startDateTime: wireInstant(message.startAt) }),
  ...(message.endAt === null ? {} : { endDateTime: wireInstant(message.endAt) }),
  ...(message.transactionId === null ? {} : { transactionId: message.transactionId }),
  message: {
    format: message.format,
    ...(message.language === null ? {} : { language: message.language }),
    content: message.content,
  },
})

type WireMessage = Said<NonNullable<OCPP20.NotifyDisplayMessagesRequest['messageInfo']>[number]>

/** A message as a station reports it; null when it has no number. */
export function saidMessage(said: WireMessage, receivedAt: Date): DisplayMessage | null {
  if (said.id === undefined || !Number.isInteger(said.id) || said.id < 0 || said.id >= 2 ** 31) return null
  return {
    messageId: said.id,
    priority: said.priority ?? 'NormalCycle',
    state: said.state ?? null,
    startAt: futureInstant(said.startDateTime, receivedAt),
    endAt: futureInstant(said.endDateTime, receivedAt),
    transactionId: said.transactionId ?? null,
    format: said.message?.format ?? 'UTF8',
    language: said.message?.language ?? null,
    content: said.message?.content ?? '',
  }
}
