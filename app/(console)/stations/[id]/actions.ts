'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { messageFilterSchema, toMessageFilter } from '@/lib/messages/message-filter'
import { listMessages } from '@/lib/messages/queries/list-messages'
import { listStory } from '@/lib/stations/queries/list-story'

const page = z.object({ id: z.string().min(1).max(48), cursor: z.string().max(300).nullable() })

/** The next page of the log; without a cursor the newest. */
export const moreMessages = defineAction(
  page.extend({ query: messageFilterSchema.loose() }),
  (actor, { id, cursor, query }) =>
    listMessages(actor, { ...toMessageFilter(query), station: id, cursor: cursor ?? undefined }),
)

export const moreStory = defineAction(page, (actor, { id, cursor }) =>
  listStory(actor, id, { cursor: cursor ?? undefined }),
)
