import { z } from 'zod'
import { OCPP_VERSIONS } from '@/lib/ocpp-schemas/official'
import { identitySchema, stationPasswordSchema } from '@/lib/stations/station'
import { CONNECTOR_STATUSES } from '@/lib/stations/status'
import { connectorIdField, evseIdField, idField, idInput, instantField, stationIdField } from './fields'

const statusField = z.enum(CONNECTOR_STATUSES).meta({
  description: 'The same words for every OCPP version; a running session wins over a coarse "Occupied".',
  example: 'charging',
})

export const connectorSchema = z
  .object({
    id: connectorIdField,
    status: statusField,
    statusAt: instantField('When it became so.').nullable(),
    errorCode: z.string().nullable().meta({ description: 'OCPP error code while there is one.', example: null }),
    type: z.string().nullable().meta({ example: 'type2' }),
    maxPowerW: z.int().nullable().meta({ description: 'W.', example: 22_000 }),
  })
  .meta({ id: 'Connector' })

export const stationSchema = z
  .object({
    id: stationIdField,
    name: z.string().meta({ example: 'Kista P1, plats 1' }),
    siteId: idField('site').nullable(),
    tariffId: idField('tariff').nullable().meta({ description: "Its own tariff; null: its site's, else the default." }),
    registration: z
      .enum(['pending', 'accepted', 'rejected'])
      .meta({ description: 'An unknown station that connects is pending until somebody accepts it.' }),
    online: z.boolean(),
    lastSeenAt: instantField('When it was last heard.').nullable(),
    protocol: z.enum(OCPP_VERSIONS).nullable(),
    vendor: z.string().nullable().meta({ example: 'Garo' }),
    model: z.string().nullable().meta({ example: 'Entity Pro' }),
    firmware: z.string().nullable().meta({ example: '1.4.2' }),
    status: statusField.meta({ description: 'Of the station as a whole (OCPP connector or EVSE 0).' }),
    evses: z.array(z.object({ id: evseIdField, connectors: z.array(connectorSchema) })),
  })
  .meta({ id: 'Station' })

const nameInput = z.string().trim().max(120).meta({ description: 'What people call it.', example: 'Kista P1, plats 1' })
const passwordInput = stationPasswordSchema.meta({
  description: 'HTTP Basic password, 16 to 40 characters; stored hashed, never shown.',
  example: 'k7Qm2xVt9RbLw4Zp8NsH',
})
const passwordlessInput = z
  .boolean()
  .meta({ description: 'Let it connect without a password. Only for networks you trust.', example: false })

const profileInput = z.int().min(0).max(3).meta({
  description:
    'The least it must connect with (OCPP security profile): 0 nothing, 1 password, 2 TLS and password, 3 TLS and its own certificate.',
  example: 2,
})
const autochargeInput = z
  .boolean()
  .meta({ description: "A car's MAC address counts as a token here. Anybody can make one up.", example: false })

export const newStationSchema = z.object({
  id: identitySchema.meta({
    description: 'Its own OCPP identity: the last part of the address it connects to.',
    example: 'SE-KISTA-01',
  }),
  name: nameInput.default(''),
  siteId: idInput('site').nullish(),
  tariffId: idInput('tariff').nullish(),
  password: passwordInput.optional(),
  generatePassword: z.boolean().optional().meta({
    description: 'Make a password and answer it, this once. True unless a password is sent or none is needed.',
    example: true,
  }),
  allowWithoutPassword: passwordlessInput.optional(),
  securityProfile: profileInput.optional(),
  autocharge: autochargeInput.optional(),
  evses: z
    .array(
      z.object({
        id: z.int().min(1).max(1000).meta({ example: 1 }),
        connectors: z
          .array(
            z.object({
              id: z.int().min(1).max(100).default(1).meta({ example: 1 }),
              type: z.string().trim().max(40).nullish().meta({ example: 'ccs2' }),
              maxPowerW: z.int().min(1).max(10_000_000).nullish().meta({ description: 'W.', example: 150_000 }),
            }),
          )
          .min(1)
          .max(20),
      }),
    )
    .max(200)
    .optional()
    .meta({ description: 'Its outlets, when known beforehand; others appear as the station tells of them.' }),
})

export const stationChangeSchema = z
  .object({
    name: nameInput.optional(),
    siteId: idInput('site').nullable().optional(),
    tariffId: idInput('tariff').nullable().optional(),
    password: passwordInput.optional(),
    allowWithoutPassword: passwordlessInput.optional(),
    securityProfile: profileInput.optional(),
    autocharge: autochargeInput.optional(),
    hasPublicPage: z
      .boolean()
      .nullable()
      .optional()
      .meta({ description: 'A page for drivers; null: as its site.', example: null }),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'names nothing that can be changed')

export const newStationAnswerSchema = stationSchema
  .extend({
    password: z
      .string()
      .nullable()
      .meta({ description: 'The generated password: here and never again.', example: null }),
  })
  .meta({ id: 'NewStation' })
