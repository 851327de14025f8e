import { z } from 'zod'
import { Decimal } from '../../kernel/money'
import type { ChargingState } from '../../live/events'
import { agreementSchema } from '../agreement'
import { type Quote, quoteUsage } from '../quote-usage'
import { SessionUsage } from '../session-usage'
import type { Usage } from '../usage'
import { chargingPeriodSchema, ocpiInstant, PeriodUsage } from './period-usage'
import { ocpiTariffSchema, termsOfOcpi } from './read-tariff'

const STATES = ['connected', 'charging', 'suspended-ev', 'suspended-evse', 'idle'] as const satisfies ChargingState[]
const LONGEST_MS = 400 * 24 * 3_600_000

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const readingSchema = z.object({
  at: ocpiInstant,
  /** The meter's register, Wh; the first reading is where the session begins. */
  energyWh: z.number('must be a number').min(0, 'must be at least 0').max(1e12, 'is too large'),
  /** What the vehicle does from here on; without any it charges throughout. */
  state: z.enum(STATES, `must be one of ${STATES.join(', ')}`).optional(),
})

const order = <Row>(
  rows: readonly Row[],
  atOf: (row: Row) => Date,
  start: Date,
  end: Date,
  fault: (index: number, message: string) => void,
): void => {
  for (const [index, row] of rows.entries()) {
    const at = atOf(row)
    if (at < start) fault(index, 'is before startDateTime')
    else if (at > end) fault(index, 'is after endDateTime')
    else if (index > 0 && at < atOf(rows[index - 1]!)) fault(index, 'is before the one before it')
  }
}

/** A tariff of OCPI and a session told either by a CDR's charging periods or by a meter's readings. */
export const quoteRequestSchema = z
  .object({
    tariff: ocpiTariffSchema,
    timeZone: z.string('must be a time zone').refine(isTimeZone, 'must be a time zone such as Europe/Stockholm'),
    startDateTime: ocpiInstant,
    endDateTime: ocpiInstant,
    chargingPeriods: z.array(chargingPeriodSchema, 'must be a list').max(5000, 'is too long').optional(),
    readings: z.array(readingSchema, 'must be a list').max(20_000, 'is too long').optional(),
    reservationExpired: z.boolean('must be true or false').default(false),
    /** What a customer has besides the tariff: what a plan gives and what is left of it. */
    agreement: agreementSchema.optional(),
  })
  .superRefine(({ startDateTime, endDateTime, chargingPeriods, readings }, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (endDateTime < startDateTime) fault(['endDateTime'], 'is before startDateTime')
    else if (endDateTime.getTime() - startDateTime.getTime() > LONGEST_MS) fault(['endDateTime'], 'is too late')
    if ((chargingPeriods === undefined) === (readings === undefined)) {
      fault(['chargingPeriods'], chargingPeriods ? 'come with readings: send one of them' : 'or readings must be sent')
    }
    order(
      chargingPeriods ?? [],
      (period) => period.start_date_time,
      startDateTime,
      endDateTime,
      (index, message) => fault(['chargingPeriods', index, 'start_date_time'], message),
    )
    order(
      readings ?? [],
      ({ at }) => at,
      startDateTime,
      endDateTime,
      (index, message) => fault(['readings', index, 'at'], message),
    )
    for (const [index, { energyWh }] of (readings ?? []).entries()) {
      if (energyWh < (readings![index - 1]?.energyWh ?? 0)) fault(['readings', index, 'energyWh'], 'falls')
    }
  })
export const QUOTE_EXAMPLE: z.input<typeof quoteRequestSchema> = {
  tariff: {
    currency: 'EUR',
    elements: [
      {
        price_components: [
          { type: 'FLAT', price: 0.5, vat: 20, step_size: 1 },
          { type: 'ENERGY', price: 0.25, vat: 10, step_size: 100 },
        ],
      },
    ],
  },
  timeZone: 'Europe/Stockholm',
  startDateTime: '2026-11-20T10:00:00Z',
  endDateTime: '2026-11-20T12:00:00Z',
  chargingPeriods: [{ start_date_time: '2026-11-20T10:00:00Z', dimensions: [{ type: 'ENERGY', volume: 20.45 }] }],
}
export type QuoteRequest = z.output<typeof quoteRequestSchema>

/** What the session would cost by the tariff. OCPI tariffs have no spot prices, so there always is an answer. */
export function quoteOcpi(request: QuoteRequest): Quote {
  const quote = quoteUsage(termsOfOcpi(request.tariff), usageOf(request), [], request.agreement ?? null)
  if (quote === null) throw new Error('A tariff of OCPI cannot wait for an exchange price.')
  return quote
}

function usageOf(request: QuoteRequest): Usage {
  const { startDateTime, endDateTime, timeZone, chargingPeriods, readings = [], reservationExpired } = request
  if (chargingPeriods) {
    return new PeriodUsage(startDateTime, endDateTime, timeZone, reservationExpired, chargingPeriods)
  }
  const first = new Decimal(readings[0]?.energyWh ?? 0)
  const points = readings.map(({ at, energyWh }) => ({
    at: at.getTime(),
    energyWh: new Decimal(energyWh).minus(first),
  }))
  return new SessionUsage({
    startedAt: startDateTime,
    until: endDateTime,
    energyWh: points.at(-1)?.energyWh ?? new Decimal(0),
    phases: readings.flatMap(({ at, state }) => (state === undefined ? [] : [{ at, state }])),
    readings: points,
    timeZone,
  })
}
