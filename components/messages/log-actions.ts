import type { Action } from '@/components/forms/action-result'
import type { MessageQuery } from '@/lib/messages/message-filter'
import type { MessageDetail } from '@/lib/messages/queries/get-message'
import type { MessagePage } from '@/lib/messages/queries/list-messages'

export interface MessageKeySaid {
  readonly station: string
  readonly at: string
  readonly direction: 'in' | 'out'
  readonly messageId: string
  readonly id: string | null
}

/** What can be read of the log. */
export interface LogActions {
  readonly moreMessages: Action<{ cursor: string | null; query: MessageQuery }, MessagePage>
  readonly readMessage: Action<MessageKeySaid, MessageDetail>
}
