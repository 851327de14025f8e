import { z } from 'zod'
import { PRICE_AREAS } from '@/lib/sites/site'
import { idField, idInput, instantField } from './fields'

export const siteSchema = z
  .object({
    id: idField('site'),
    name: z.string().meta({ example: 'Kista centrum P2' }),
    address: z.string().meta({ example: 'Danmarksgatan 11' }),
    postalCode: z.string().meta({ example: '164 53' }),
    city: z.string().meta({ example: 'Kista' }),
    country: z.string().meta({ example: 'SE' }),
    latitude: z.number().nullable().meta({ example: 59.4032 }),
    longitude: z.number().nullable().meta({ example: 17.9442 }),
    timeZone: z.string().meta({ description: 'IANA zone its prices and days follow.', example: 'Europe/Stockholm' }),
    priceArea: z.string().meta({ example: 'SE3' }),
    fuseA: z.int().nullable().meta({ description: 'Main fuse per phase, A.', example: 125 }),
    tariffId: idField('tariff').nullable(),
    hasPublicPages: z
      .boolean()
      .meta({ description: 'Its stations have pages for drivers, unless one says otherwise.' }),
    stationCount: z.int(),
    createdAt: instantField('When it was made.'),
  })
  .meta({ id: 'Site' })

const text = (max: number, example: string) => z.string().trim().max(max).meta({ example })

export const newSiteSchema = z.object({
  name: text(120, 'Kista centrum P2').min(1),
  address: text(200, 'Danmarksgatan 11').optional(),
  postalCode: text(20, '164 53').optional(),
  city: text(100, 'Kista').optional(),
  country: z.string().trim().length(2).optional().meta({ example: 'SE' }),
  latitude: z.number().min(-90).max(90).nullish().meta({ example: 59.4032 }),
  longitude: z.number().min(-180).max(180).nullish().meta({ example: 17.9442 }),
  timeZone: z.string().max(60).optional().meta({ example: 'Europe/Stockholm' }),
  priceArea: z.enum(PRICE_AREAS).optional().meta({ example: 'SE3' }),
  fuseA: z.int().min(6).max(6300).nullish().meta({ description: 'Main fuse per phase, A.', example: 125 }),
  tariffId: idInput('tariff').nullish(),
  hasPublicPages: z
    .boolean()
    .optional()
    .meta({ description: 'Its stations have pages for drivers, unless one says otherwise.', example: true }),
})

export const siteChangeSchema = newSiteSchema.partial()
