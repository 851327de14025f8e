import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'
import { country } from '../kernel/country'

/** Electricity price areas of the Nordic and neighbouring day-ahead markets. */
export const PRICE_AREAS = [
  'SE1',
  'SE2',
  'SE3',
  'SE4',
  'NO1',
  'NO2',
  'NO3',
  'NO4',
  'NO5',
  'DK1',
  'DK2',
  'FI',
  'EE',
  'LV',
  'LT',
  'DE-LU',
  'NL',
  'PL',
] as const

/** An IANA zone this runtime knows, e.g. Europe/Stockholm. */
export function isTimeZone(zone: string): boolean {
  // Intl also takes bare offsets such as +01:00, which know no daylight saving.
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const text = (max: number) => z.string().trim().max(max, 'too-long').default('')
const degrees = (limit: number) =>
  z
    .number('not-a-number')
    .min(-limit, 'out-of-range')
    .max(limit, 'out-of-range')
    .nullish()
    .transform((value) => value ?? null)

/** Problems are short words that the edges put into sentences. */
export const siteSchema = z
  .object({
    name: z.string().trim().min(1, 'required').max(120, 'too-long'),
    address: text(200),
    postalCode: text(20),
    city: text(100),
    country,
    latitude: degrees(90),
    longitude: degrees(180),
    timeZone: z.string().refine(isTimeZone, 'not-a-time-zone').default('Europe/Stockholm'),
    priceArea: z.enum(PRICE_AREAS, 'not-a-price-area').default('SE3'),
    /** Main fuse per phase, ampere. */
    fuseA: z
      .number('not-a-number')
      .int('not-a-whole-number')
      .min(6, 'out-of-range')
      .max(6300, 'out-of-range')
      .nullish()
      .transform((value) => value ?? null),
    /** Where no connector or station has its own. Left out: as it is. */
    tariffId: chosenId.optional(),
    /** Its stations have pages for drivers, unless one says otherwise. Left out: as it is; of a new site, yes. */
    hasPublicPages: z.boolean().optional(),
  })
  .superRefine((site, context) => {
    if ((site.latitude === null) === (site.longitude === null)) return
    context.addIssue({
      code: 'custom',
      path: [site.latitude === null ? 'latitude' : 'longitude'],
      message: 'both-coordinates',
    })
  })
export type SiteInput = z.input<typeof siteSchema>
