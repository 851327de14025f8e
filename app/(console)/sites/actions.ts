'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { createSite, editSite } from '@/lib/sites/mutations'
import { siteSchema } from '@/lib/sites/site'

export const createSiteAction = defineAction(siteSchema, async (actor, input) => {
  await createSite(actor, input)
})
export const editSiteAction = defineAction(z.object({ id: rowId, site: siteSchema }), (actor, input) =>
  editSite(actor, input.id, input.site),
)
