'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { archiveTemplate, createTemplate, editTemplate } from '@/lib/templates/mutations/manage-templates'
import { readTemplate, repairTemplate } from '@/lib/templates/mutations/repair'
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

/** Asks every station that differs and is online to take what the template wants. */
export const repairTemplateAction = defineAction(z.object({ id }), (actor, input) =>
  repairTemplate(actor, BigInt(input.id)),
)

/** Asks every online station that has not told all of the template's keys for the rest. */
export const readTemplateAction = defineAction(z.object({ id }), (actor, input) =>
  readTemplate(actor, BigInt(input.id)),
)
