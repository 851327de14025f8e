import { z } from 'zod'
import { dayIn, plusDays } from '../performance/period'
import { NO_SITE_ZONE } from '../performance/zone'
import type { Span } from './cubes'
import { DIMENSIONS, type Dimension, MEANS } from './dimension'
import { COMPARISONS } from './period'

const day = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'not-a-day')
  .refine((text) => new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), 'not-a-day')
/** 0: those without one. */
const reference = z.string().regex(/^(0|[1-9]\d{0,17})$/, 'not-an-id')
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

/** Ten years, so that no question is without an end. */
const MOST_DAYS = 3660

/** What a report is asked for: the same words in the page's address, the REST API and scheduled mail. */
export const revenueQuerySchema = z
  .object({
    from: day.meta({ description: 'The first day, each site by its own clock.', example: '2026-10-01' }),
    to: day.meta({ description: 'The last day.', example: '2026-10-31' }),
    compare: z.enum(COMPARISONS).default('previous').meta({ description: 'What the period is held against.' }),
    by: z
      .string()
      .regex(new RegExp(`^(${DIMENSIONS.join('|')})(,(${DIMENSIONS.join('|')}))?$`), 'unknown')
      .default('site')
      .meta({ description: `One or two of ${DIMENSIONS.join(', ')}, with a comma between.`, example: 'site,means' }),
    site: reference.optional().meta({ description: 'Id; 0: stations without a site.' }),
    station: z.string().max(48).optional().meta({ description: 'OCPP identity.' }),
    customer: reference.optional().meta({ description: 'Id; 0: drivers who are nobody’s customers.' }),
    tariff: reference.optional().meta({ description: 'Id; 0: sessions without one.' }),
    means: z.enum(MEANS).optional(),
    hour: whole(0, 23).optional().meta({ description: 'The hour a session ended in.' }),
    weekday: whole(1, 7).optional().meta({ description: '1 Monday … 7 Sunday.' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'unknown')
      .optional()
      .meta({ description: 'Absent: that of most of the revenue.' }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'before-from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000, {
    path: ['to'],
    error: 'too-long',
  })
export type RevenueQuery = z.output<typeof revenueQuerySchema>
export type RevenueQueryInput = z.input<typeof revenueQuerySchema>

/** A report without its period, as scheduled mail keeps it. */
export type ReportChoice = Readonly<Partial<Record<Exclude<keyof RevenueQuery, 'from' | 'to'>, string | number>>>

/** What was kept; what it cannot mean any more is left out. */
export function readChoice(kept: unknown, from: string, to: string): RevenueQuery {
  const said = typeof kept === 'object' && kept !== null ? kept : {}
  const parsed = revenueQuerySchema.safeParse({ ...said, from, to })
  return parsed.success ? parsed.data : revenueQuerySchema.parse({ from, to })
}

export const QUERY_KEYS = [
  'from',
  'to',
  'compare',
  'by',
  'site',
  'station',
  'customer',
  'tariff',
  'means',
  'hour',
  'weekday',
  'currency',
] as const satisfies readonly (keyof RevenueQuery)[]

/** The month so far, by site. */
export function usualQuery(now: Date): RevenueQuery {
  const today = dayIn(now, NO_SITE_ZONE)
  return { from: `${today.slice(0, 7)}-01`, to: today, compare: 'previous', by: 'site' }
}

/** What an address asks for; what it cannot mean is as if it were absent: an old link still opens. */
export function readRevenueQuery(said: Readonly<Partial<Record<string, string>>>, now: Date): RevenueQuery {
  const usual = usualQuery(now)
  const wanted = { ...usual, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) }
  const parsed = revenueQuerySchema.safeParse(wanted)
  if (parsed.success) return parsed.data
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  // A period is right as a whole or not at all.
  if (wrong.has('from') || wrong.has('to')) for (const key of ['from', 'to']) wrong.add(key)
  const rest = Object.fromEntries(Object.entries(wanted).filter(([key]) => !wrong.has(key)))
  const again = revenueQuerySchema.safeParse({ ...usual, ...rest })
  return again.success ? again.data : usual
}

export const dimensionsOf = ({ by }: Pick<RevenueQuery, 'by'>): readonly Dimension[] => [
  ...new Set(by.split(',') as Dimension[]),
]

/** Half-open, as the sums have it. */
export const spanOf = ({ from, to }: Pick<RevenueQuery, 'from' | 'to'>): Span => ({ from, to: plusDays(to, 1) })
