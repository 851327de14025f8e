'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { messageFilterSchema, toMessageFilter } from '@/lib/messages/message-filter'
import { getMessage } from '@/lib/messages/queries/get-message'
import { listMessages } from '@/lib/messages/queries/list-messages'

/** The next page of the log, of one station (the filter's) or of all; without a cursor the newest. */
export const moreMessages = defineAction(
  z.object({ cursor: z.string().max(300).nullable(), query: messageFilterSchema.loose() }),
  (actor, { cursor, query }) => listMessages(actor, { ...toMessageFilter(query), cursor: cursor ?? undefined }),
)

/** One exchange whole, with what is wrong with it. */
export const readMessage = defineAction(
  z.object({
    station: z.string().min(1).max(48),
    at: z.iso.datetime(),
    direction: z.enum(['in', 'out']),
    messageId: z.string().max(64),
    id: z
      .string()
      .regex(/^\d{1,18}$/)
      .nullable(),
  }),
  (actor, { id, at, ...key }) => getMessage(actor, { ...key, at: new Date(at), id: id === null ? null : BigInt(id) }),
)
