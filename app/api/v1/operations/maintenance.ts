import { z } from 'zod'
import { beginMaintenance } from '@/lib/maintenance/mutations/begin-maintenance'
import { endMaintenance } from '@/lib/maintenance/mutations/end-maintenance'
import { listMaintenance, type MaintenanceRow } from '@/lib/maintenance/queries/list-maintenance'
import { operation } from '../operation'
import { idField, idInput, iso, isoOrNull, stationIdField } from '../schemas/fields'
import { maintenanceSchema, newMaintenanceSchema } from '../schemas/maintenance'

const shown = ({ id, site, stationId, fromAt, untilAt, reason }: MaintenanceRow) => ({
  id: String(id),
  siteId: site === null ? null : String(site.id),
  stationId,
  from: iso(fromAt),
  until: isoOrNull(untilAt),
  reason,
})

const made = z.object({ id: idField('maintenance', '5') })

export const maintenanceOperations = [
  operation({
    id: 'listMaintenance',
    method: 'GET',
    path: '/maintenance',
    tag: 'Faults',
    summary: 'Where somebody works, or will',
    act: 'faults.read',
    query: z.object({ stationId: stationIdField.optional() }),
    status: 200,
    response: z.object({ items: z.array(maintenanceSchema) }),
    handler: async (actor, { query }) => ({ items: (await listMaintenance(actor, query)).map(shown) }),
  }),
  operation({
    id: 'beginMaintenance',
    method: 'POST',
    path: '/maintenance',
    tag: 'Faults',
    summary: 'Begin or plan work on a station or a site',
    description: 'Meanwhile no fault opens there and nothing recovers by itself. What is open already stays.',
    act: 'faults.write',
    body: newMaintenanceSchema,
    status: 201,
    response: made,
    handler: async (actor, { body: { stationId, siteId, from, until, reason } }) => {
      const place = { stationId, siteId: siteId === undefined ? undefined : BigInt(siteId) }
      return { id: String(await beginMaintenance(actor, { ...place, fromAt: from, untilAt: until, reason })) }
    },
  }),
  operation({
    id: 'endMaintenance',
    method: 'DELETE',
    path: '/maintenance/{id}',
    tag: 'Faults',
    summary: 'End work, or call it off',
    act: 'faults.write',
    params: z.object({ id: idInput('maintenance', '5') }),
    status: 200,
    response: made,
    handler: async (actor, { params: { id } }) => {
      await endMaintenance(actor, id)
      return { id: String(id) }
    },
  }),
]
