import { z } from 'zod'
import { chosenId } from '../kernel/chosen-id'
import { DAY_MS } from '../kernel/time'
import { MAIL_LANGUAGES, type MailLanguage } from './mailing'

/** What can be mailed when a month or a week is over; how each is written is in `queries/write-scheduled.ts`. */
export const SCHEDULE_KINDS = ['fleet-month', 'revenue-report', 'settlement-statement'] as const
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number]

export const CADENCES = ['month', 'week'] as const
export type Cadence = (typeof CADENCES)[number]

/** Calendar days, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** What a scheduled mail is written from. */
export interface ScheduledMail {
  readonly customerId: bigint | null
  readonly language: MailLanguage
  readonly formats: readonly string[]
  /** As its kind keeps it. */
  readonly filter: unknown
  readonly cadence: Cadence
}

export const scheduleSchema = z.object({
  kind: z.enum(SCHEDULE_KINDS, 'unknown'),
  /** Of a fleet's mail: whose. */
  customerId: chosenId.optional().transform((id) => id ?? null),
  to: z.string().trim().toLowerCase().pipe(z.email('not-an-email').max(254, 'too-long')),
  language: z.enum(MAIL_LANGUAGES, 'unknown').default('sv'),
  cadence: z.enum(CADENCES, 'unknown').default('month'),
  formats: z
    .array(z.enum(['pdf', 'xlsx', 'csv'], 'unknown'))
    .min(1, 'required')
    .max(3)
    .default(['pdf']),
  filter: z.record(z.string().max(40), z.unknown()).default({}),
  isEnabled: z.boolean().default(true),
})
export type ScheduleInput = z.input<typeof scheduleSchema>

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The first day of the month or week (from Monday) that a day is in. */
export function startOfPeriod(day: string, cadence: Cadence): string {
  if (cadence === 'month') return `${day.slice(0, 7)}-01`
  const at = Date.parse(`${day}T00:00:00Z`)
  return iso(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS)
}

/** The first day of the month or week after the one that begins on `start`. */
export function nextStart(start: string, cadence: Cadence): string {
  if (cadence === 'week') return iso(Date.parse(`${start}T00:00:00Z`) + 7 * DAY_MS)
  return iso(Date.UTC(Number(start.slice(0, 4)), Number(start.slice(5, 7)), 1))
}

/**
 * The periods that are over and that no mail has told of, oldest first.
 * @param sentThrough the first day nothing was sent for: a period's first @param today in the books' zone
 */
export function duePeriods(sentThrough: string, today: string, cadence: Cadence): readonly Period[] {
  const periods: Period[] = []
  for (let from = sentThrough; ; ) {
    const next = nextStart(from, cadence)
    if (next > today) return periods
    periods.push({ from, to: iso(Date.parse(`${next}T00:00:00Z`) - DAY_MS) })
    from = next
  }
}
