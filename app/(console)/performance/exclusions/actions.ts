'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { EXCLUSION_REASONS } from '@/lib/performance/evse-facts'
import { excludeTime, revokeExclusion } from '@/lib/performance/mutations/exclude-time'

const instant = z.iso.datetime('not-a-time').transform((text) => new Date(text))
const exclusion = z.object({
  siteId: rowId.optional(),
  stationId: z.string().trim().max(48, 'too-long').optional(),
  evse: z.number().int().positive().optional(),
  fromAt: instant,
  untilAt: instant,
  reason: z.enum(EXCLUSION_REASONS),
  note: z.string().trim().min(1, 'required').max(500, 'too-long'),
})

export const excludeTimeAction = defineAction(exclusion, async (actor, input) =>
  String(await excludeTime(actor, input)),
)

export const revokeExclusionAction = defineAction(z.object({ id: rowId }), (actor, { id }) =>
  revokeExclusion(actor, id),
)
