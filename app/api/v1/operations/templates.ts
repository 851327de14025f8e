import { z } from 'zod'
import { askForRound } from '@/lib/templates/mutations/ask-for-round'
import { archiveTemplate, createTemplate, editTemplate } from '@/lib/templates/mutations/manage-templates'
import { listRounds } from '@/lib/templates/queries/list-rounds'
import {
  getTemplate,
  listDriftedStations,
  listTemplates,
  type TemplateRow,
} from '@/lib/templates/queries/list-templates'
import { STANDINGS } from '@/lib/templates/standing'
import { templateSchema as templateInput } from '@/lib/templates/template'
import { operation } from '../operation'
import { driftedStationSchema, templateRoundSchema, templateSchema } from '../schemas/devices'
import { idInput, isoOrNull, listOf, pageOf, pageQuery } from '../schemas/fields'

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
    handler: async (actor, { body }) => shown(await getTemplate(actor, (await createTemplate(actor, body)).id)),
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
    handler: async (actor, { params: { id } }) => shown(await getTemplate(actor, id)),
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
      return shown(await getTemplate(actor, id))
    },
  }),
  operation({
    id: 'repairTemplate',
    method: 'POST',
    path: '/templates/{id}/repair',
    tag: 'Stations',
    summary: 'Set every online station that differs',
    description:
      'They are asked one after another, within minutes; how far that has come is in the rounds of the template.',
    act: 'stations.command',
    params: template,
    status: 202,
    response: z.object({
      round: z.string().meta({ description: 'See the rounds of the template.', example: '12' }),
      stations: z.number().int().meta({ description: 'Stations that differ, online or not.', example: 13 }),
    }),
    handler: async (actor, { params: { id } }) => {
      const { id: round, stations } = await askForRound(actor, id, 'repair')
      return { round: String(round), stations }
    },
  }),
  operation({
    id: 'listTemplateRounds',
    method: 'GET',
    path: '/templates/{id}/rounds',
    tag: 'Stations',
    summary: 'How far it has come to set the stations of a template, newest first',
    act: 'fleet.read',
    params: template,
    status: 200,
    response: listOf(templateRoundSchema),
    handler: async (actor, { params: { id } }) => ({
      data: (await listRounds(actor, (await getTemplate(actor, id)).id, 10)).map(
        ({ id: round, requestedAt, endedAt, requestedBy: _, ...rest }) => ({
          ...rest,
          id: String(round),
          requestedAt: requestedAt.toISOString(),
          endedAt: isoOrNull(endedAt),
        }),
      ),
      next: null,
    }),
  }),
  operation({
    id: 'listTemplateStations',
    method: 'GET',
    path: '/templates/{id}/stations',
    tag: 'Stations',
    summary: 'The stations a template is for, and what differs there',
    act: 'fleet.read',
    params: template,
    query: z.object({ ...pageQuery, standing: z.enum(STANDINGS).optional().meta({ example: 'wrong' }) }),
    status: 200,
    response: listOf(driftedStationSchema),
    handler: async (actor, { params: { id }, query }) =>
      pageOf(
        await listDriftedStations(actor, (await getTemplate(actor, id)).id, query),
        ({ name: _, lines, ...station }) => ({
          ...station,
          lines: lines.map(({ templateId: __, ...line }) => line),
        }),
      ),
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
