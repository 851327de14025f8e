'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { askForRound } from '@/lib/templates/mutations/ask-for-round'
import { archiveTemplate, createTemplate, editTemplate } from '@/lib/templates/mutations/manage-templates'
import { listDriftedStations } from '@/lib/templates/queries/list-templates'
import { STANDINGS } from '@/lib/templates/standing'
import { templateSchema } from '@/lib/templates/template'

const id = z.string().regex(/^[1-9]\d{0,17}$/)

export const createTemplateAction = defineAction(templateSchema, async (actor, template) => ({
  id: String((await createTemplate(actor, template)).id),
}))

export const editTemplateAction = defineAction(z.object({ id, template: templateSchema }), (actor, input) =>
  editTemplate(actor, BigInt(input.id), input.template),
)

export const archiveTemplateAction = defineAction(z.object({ id, archived: z.boolean() }), (actor, input) =>
  archiveTemplate(actor, BigInt(input.id), input.archived),
)

/** Leaves the wish that every online station that differs takes what the template wants; the worker goes from station to station. */
export const repairTemplateAction = defineAction(z.object({ id }), async (actor, input) => ({
  stations: (await askForRound(actor, BigInt(input.id), 'repair')).stations,
}))

/** The same for stations that have not told all of the template's keys. */
export const readTemplateAction = defineAction(z.object({ id }), async (actor, input) => ({
  stations: (await askForRound(actor, BigInt(input.id), 'read')).stations,
}))

const filter = z.object({ id, standing: z.enum(STANDINGS).optional(), search: z.string().max(100).optional() })

/** More stations of the list, behind the last one shown. */
export const moreDriftedStations = defineAction(
  z.object({ filter, cursor: z.string().max(500) }),
  (actor, { filter: { id: template, ...asked }, cursor }) =>
    listDriftedStations(actor, BigInt(template), { ...asked, cursor }),
)
