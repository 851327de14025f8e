'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { resolveReview } from '@/lib/sessions/mutations/resolve-review'
import { listReadings } from '@/lib/sessions/queries/list-readings'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { resolveReviewSchema } from '@/lib/sessions/resolution'
import { sessionFilterSchema, toFilter } from '@/lib/sessions/session-filter'

export const resolveReviewAction = defineAction(resolveReviewSchema, resolveReview)

export const moreReadingsAction = defineAction(
  z.object({ sessionId: rowId, cursor: z.string().max(500) }),
  (actor, { sessionId, cursor }) => listReadings(actor, sessionId, { cursor, limit: 500 }),
)

export const moreSessionsAction = defineAction(
  z.object({ filter: sessionFilterSchema, cursor: z.string().max(500) }),
  (actor, { filter, cursor }) => listSessions(actor, { ...toFilter(filter), cursor, limit: 200 }),
)
