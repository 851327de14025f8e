'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { energyTermsSchema } from '@/lib/energy-costs/energy-terms'
import { removeEnergyTerms, setEnergyTerms } from '@/lib/energy-costs/mutations/set-energy-terms'
import { createSite, editSite } from '@/lib/sites/mutations'
import { siteSchema } from '@/lib/sites/site'

export const createSiteAction = defineAction(siteSchema, async (actor, input) => {
  await createSite(actor, input)
})
export const editSiteAction = defineAction(z.object({ id: rowId, site: siteSchema }), (actor, input) =>
  editSite(actor, input.id, input.site),
)
export const setEnergyTermsAction = defineAction(z.object({ id: rowId, terms: energyTermsSchema }), (actor, input) =>
  setEnergyTerms(actor, input.id, input.terms),
)
export const removeEnergyTermsAction = defineAction(z.object({ id: rowId, validFrom: z.iso.date() }), (actor, input) =>
  removeEnergyTerms(actor, input.id, input.validFrom),
)
