'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { beginMaintenance } from '@/lib/maintenance/mutations/begin-maintenance'
import { endMaintenance } from '@/lib/maintenance/mutations/end-maintenance'

const numbered = z.string().regex(/^[1-9]\d{0,17}$/)

export const beginMaintenanceAction = defineAction(
  z.object({
    stationId: z.string().min(1).max(48).optional(),
    siteId: numbered.optional(),
    untilAt: z.iso.datetime().optional(),
    reason: z.string().trim().min(1, 'required').max(200, 'too-long'),
  }),
  async (actor, { stationId, siteId, untilAt, reason }) => {
    await beginMaintenance(actor, {
      stationId,
      siteId: siteId === undefined ? undefined : BigInt(siteId),
      untilAt: untilAt === undefined ? undefined : new Date(untilAt),
      reason,
    })
  },
)

export const endMaintenanceAction = defineAction(z.object({ id: numbered }), (actor, { id }) =>
  endMaintenance(actor, BigInt(id)),
)
