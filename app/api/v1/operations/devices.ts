import { z } from 'zod'
import { listCommandReports } from '@/lib/commands/queries'
import { listConfiguration } from '@/lib/configuration/queries/list-configuration'
import { listMonitors } from '@/lib/monitors/queries/list-monitors'
import { repairStation } from '@/lib/templates/mutations/repair'
import { listStationDrift } from '@/lib/templates/queries/list-templates'
import { operation } from '../operation'
import { configurationValueSchema, driftSchema, monitorSchema, reportPartSchema } from '../schemas/devices'
import { idInput, iso, isoOrNull, listOf, stationIdField } from '../schemas/fields'

const station = z.object({ id: stationIdField })
const all = <Shown>(data: Shown[]) => ({ data, next: null })

const holds = (search = '') => {
  const wanted = search.toLowerCase()
  return ({ name, value }: { readonly name: string; readonly value: string | null }) =>
    name.toLowerCase().includes(wanted) || value?.toLowerCase().includes(wanted) === true
}

export const deviceOperations = [
  operation({
    id: 'listConfiguration',
    method: 'GET',
    path: '/stations/{id}/configuration',
    tag: 'Stations',
    summary: 'What a station has said of its configuration',
    description:
      '1.6 keys and 2.x variables alike, all at once. Ask it anew with the command `get-report`, set with `set-configuration`.',
    act: 'stations.command',
    params: station,
    query: z.object({
      search: z.string().trim().max(200).optional().meta({
        description: 'Only values with this in their name or value, without case.',
        example: 'heartbeat',
      }),
    }),
    status: 200,
    response: listOf(configurationValueSchema),
    handler: async (actor, { params: { id }, query: { search } }) =>
      all(
        (await listConfiguration(actor, id))
          .filter(holds(search))
          .map(({ id: _, component, evse, supportsMonitoring, updatedAt, changedAt, ...row }) => ({
            ...row,
            read: iso(updatedAt),
            changed: isoOrNull(changedAt),
          })),
      ),
  }),
  operation({
    id: 'listMonitors',
    method: 'GET',
    path: '/stations/{id}/monitors',
    tag: 'Stations',
    summary: 'What a station watches in itself',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(monitorSchema),
    handler: async (actor, { params: { id } }) =>
      all(
        (await listMonitors(actor, id)).map(({ monitorId, type, seenAt, ...row }) => ({
          id: monitorId,
          kind: type,
          read: iso(seenAt),
          ...row,
        })),
      ),
  }),
  operation({
    id: 'listDrift',
    method: 'GET',
    path: '/stations/{id}/drift',
    tag: 'Stations',
    summary: 'Where a station is not as its templates want it',
    act: 'stations.command',
    params: station,
    status: 200,
    response: listOf(driftSchema),
    handler: async (actor, { params: { id } }) =>
      all((await listStationDrift(actor, id)).map((line) => ({ ...line, templateId: String(line.templateId) }))),
  }),
  operation({
    id: 'repairStation',
    method: 'POST',
    path: '/stations/{id}/repair',
    tag: 'Stations',
    summary: 'Set a station to what its templates want',
    description: '409 when it is offline or nothing differs.',
    act: 'stations.command',
    params: station,
    status: 202,
    response: z.object({
      values: z.number().int().meta({ description: 'How many values it was asked to take.', example: 2 }),
    }),
    handler: (actor, { params: { id } }) => repairStation(actor, id),
  }),
  operation({
    id: 'getCommandReport',
    method: 'GET',
    path: '/commands/{id}/report',
    tag: 'Commands',
    summary: 'What a station has reported because of a command',
    act: 'stations.command',
    params: z.object({ id: idInput('command', '901') }),
    status: 200,
    response: listOf(reportPartSchema),
    handler: async (actor, { params: { id } }) =>
      all(
        (await listCommandReports(actor, id)).map(({ receivedAt, ...part }) => ({
          ...part,
          received: iso(receivedAt),
        })),
      ),
  }),
]
