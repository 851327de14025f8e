'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { readStory } from './read-story'

const page = z.object({ id: z.string().min(1).max(48), cursor: z.string().max(300).nullable() })

export const moreStory = defineAction(page, (actor, { id, cursor }) => readStory(actor, id, cursor ?? undefined))
