import { z } from 'zod'
import { idField, instantField, instantInput, stationIdField } from './fields'

export const maintenanceSchema = z
  .object({
    id: idField('maintenance', '5'),
    siteId: idField('site').nullable().meta({ description: 'All of this site; null: of one station.' }),
    stationId: stationIdField.nullable(),
    from: instantField('When it begins.'),
    until: instantField('When it ends; null: until somebody ends it.').nullable(),
    reason: z.string().meta({ description: 'What is being done.', example: 'New cable' }),
  })
  .meta({ id: 'Maintenance' })

export const newMaintenanceSchema = z
  .object({
    stationId: stationIdField.optional(),
    siteId: idField('site').optional(),
    from: instantInput('When it begins; left out: now.').optional(),
    until: instantInput('When it ends; left out: until somebody ends it.').optional(),
    reason: z.string().trim().min(1).max(200).meta({ description: 'What is being done.', example: 'New cable' }),
  })
  .meta({ id: 'NewMaintenance', description: 'Of a station or of a site.' })
