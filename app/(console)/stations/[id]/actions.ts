'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { listStory } from '@/lib/stations/queries/list-story'

const page = z.object({ id: z.string().min(1).max(48), cursor: z.string().max(300).nullable() })

export const moreStory = defineAction(page, (actor, { id, cursor }) =>
  listStory(actor, id, { cursor: cursor ?? undefined }),
)
