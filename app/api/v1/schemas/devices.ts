import { z } from 'zod'
import { idField, instantField, stationIdField } from './fields'

const count = (description: string) => z.number().int().min(0).meta({ description, example: 2 })

export const configurationValueSchema = z
  .object({
    name: z.string().meta({
      description: 'A 1.6 key, or "Component.Variable" of 2.x; what `set-configuration` takes.',
      example: 'OCPPCommCtrlr.HeartbeatInterval',
    }),
    attribute: z.string().meta({ description: 'Actual, Target, MinSet or MaxSet.', example: 'Actual' }),
    value: z.string().nullable().meta({ description: 'Null for what the station keeps to itself.', example: '300' }),
    readonly: z.boolean(),
    writeOnly: z.boolean(),
    dataType: z.string().nullable().meta({ example: 'integer' }),
    unit: z.string().nullable().meta({ example: 's' }),
    minLimit: z.number().nullable(),
    maxLimit: z.number().nullable(),
    valuesList: z.array(z.string()).readonly().nullable(),
    read: instantField('When the station last told it.'),
    changed: instantField('When it last became another value.').nullable(),
  })
  .meta({ id: 'ConfigurationValue' })

export const monitorSchema = z
  .object({
    id: z.number().int().meta({ description: "The station's own number.", example: 12 }),
    variable: z.string().meta({ example: 'TemperatureSensor@1.Temperature' }),
    kind: z.string().meta({ example: 'UpperThreshold' }),
    value: z.number().meta({ example: 80 }),
    severity: z.number().int().min(0).max(9).meta({ description: '0 danger … 9 debug.', example: 5 }),
    inTransaction: z.boolean(),
    origin: z.string().meta({ example: 'CustomMonitor' }),
    read: instantField('When the station last told of it.'),
  })
  .meta({ id: 'Monitor' })

export const driftSchema = z
  .object({
    key: z.string().meta({ example: 'HeartbeatInterval' }),
    wanted: z.string().meta({ example: '300' }),
    held: z.string().nullable().meta({ example: '60' }),
    state: z.string().meta({
      description:
        'differs, refused, not-kept, harmful, read-only, under-way, overruled (the offline policy wants otherwise), unread or same.',
      example: 'differs',
    }),
    templateId: idField('template', '3'),
  })
  .meta({ id: 'Drift' })

export const templateSchema = z
  .object({
    id: idField('template', '3'),
    name: z.string().meta({ example: 'Garo LS4' }),
    vendor: z.string().meta({ description: 'Compared without case; "" any.', example: 'Garo' }),
    model: z.string().meta({ example: 'LS4' }),
    protocol: z.string().meta({ example: 'ocpp1.6' }),
    values: z.array(z.object({ key: z.string(), value: z.string() })).readonly(),
    repairOnBoot: z.boolean(),
    archived: z.boolean(),
    stations: count('How many stations it is for.'),
    drifted: count('How many of them differ.'),
    unread: count('How many have not told all of its keys.'),
    overruled: count('Of how many the offline policy wants other values, which hold.'),
  })
  .meta({ id: 'ConfigurationTemplate' })

export const driftedStationSchema = z
  .object({
    id: stationIdField,
    online: z.boolean(),
    lines: z.array(driftSchema.omit({ templateId: true })).readonly(),
  })
  .meta({ id: 'DriftedStation' })

export const templateRoundSchema = z
  .object({
    id: idField('round', '12'),
    kind: z.enum(['repair', 'read']),
    requestedAt: instantField('When somebody asked for it.'),
    stations: count('Stations it was about then.'),
    asked: count('Stations that have been asked.'),
    left: count('Stations that could not be.'),
    endedAt: instantField('Null: it is under way.').nullable(),
  })
  .meta({ id: 'TemplateRound' })

export const reportPartSchema = z
  .object({
    action: z.string().meta({ description: 'The OCPP message that brought it.', example: 'NotifyMonitoringReport' }),
    seqNo: z.number().int().meta({ example: 0 }),
    isLast: z.boolean(),
    payload: z.unknown().meta({ description: 'As the station sent it.', example: { requestId: 901, seqNo: 0 } }),
    received: instantField('When it came.'),
  })
  .meta({ id: 'ReportPart' })
