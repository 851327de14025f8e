import { z } from 'zod'
import { archiveTemplate, createTemplate, editTemplate } from '@/lib/templates/mutations/manage-templates'
import { repairTemplate } from '@/lib/templates/mutations/repair'
import { getTemplate, listTemplates, type TemplateRow } from '@/lib/templates/queries/list-templates'
import { templateSchema as templateInput } from '@/lib/templates/template'
import { operation } from '../operation'
import { templateSchema } from '../schemas/devices'
import { idInput, listOf } from '../schemas/fields'

const template = z.object({ id: idInput('template', '3') })
const input = templateInput.meta({
  id: 'ConfigurationTemplateInput',
  example: { name: 'Garo LS4', vendor: 'Garo', model: 'LS4', values: [{ key: 'HeartbeatInterval', value: '300' }] },
})

const shown = ({ id, createdAt, updatedAt, ...row }: TemplateRow) => ({ id: String(id), ...row })

export const templateOperations = [
  operation({
    id: 'listTemplates',
    method: 'GET',
    path: '/templates',
    tag: 'Stations',
    summary: 'What stations of a kind should be set to, and how many differ',
    act: 'fleet.read',
    status: 200,
    response: listOf(templateSchema),
    handler: async (actor) => ({ data: (await listTemplates(actor)).map(shown), next: null }),
  }),
  operation({
    id: 'createTemplate',
    method: 'POST',
    path: '/templates',
    tag: 'Stations',
    summary: 'Say what stations of a kind should be set to',
    act: 'fleet.write',
    body: input,
    status: 201,
    response: templateSchema,
    handler: async (actor, { body }) => {
      const { drift: _, ...row } = await getTemplate(actor, (await createTemplate(actor, body)).id)
      return shown(row)
    },
    location: ({ id }) => `/templates/${id}`,
  }),
  operation({
    id: 'getTemplate',
    method: 'GET',
    path: '/templates/{id}',
    tag: 'Stations',
    summary: 'One template',
    act: 'fleet.read',
    params: template,
    status: 200,
    response: templateSchema,
    handler: async (actor, { params: { id } }) => {
      const { drift: _, ...row } = await getTemplate(actor, id)
      return shown(row)
    },
  }),
  operation({
    id: 'replaceTemplate',
    method: 'PUT',
    path: '/templates/{id}',
    tag: 'Stations',
    summary: 'Replace what a template says',
    act: 'fleet.write',
    params: template,
    body: input,
    status: 200,
    response: templateSchema,
    handler: async (actor, { params: { id }, body }) => {
      await editTemplate(actor, id, body)
      const { drift: _, ...row } = await getTemplate(actor, id)
      return shown(row)
    },
  }),
  operation({
    id: 'repairTemplate',
    method: 'POST',
    path: '/templates/{id}/repair',
    tag: 'Stations',
    summary: 'Set every online station that differs',
    act: 'stations.command',
    params: template,
    status: 202,
    response: z.object({
      asked: z.number().int().meta({ description: 'Stations that were asked.', example: 12 }),
      left: z.number().int().meta({ description: 'Stations that could not be asked.', example: 1 }),
    }),
    handler: (actor, { params: { id } }) => repairTemplate(actor, id),
  }),
  operation({
    id: 'archiveTemplate',
    method: 'DELETE',
    path: '/templates/{id}',
    tag: 'Stations',
    summary: 'Take a template out of use',
    description: 'Stations keep what they are set to.',
    act: 'fleet.write',
    params: template,
    status: 200,
    response: z.object({ archived: z.literal(true) }),
    handler: async (actor, { params: { id } }) => {
      await archiveTemplate(actor, id)
      return { archived: true as const }
    },
  }),
]
