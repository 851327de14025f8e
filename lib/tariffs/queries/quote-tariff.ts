import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { Decimal } from '../../kernel/money'
import { MINUTE_MS } from '../../kernel/time'
import { validated } from '../../kernel/validated'
import { isTimeZone, PRICE_AREAS } from '../../sites/site'
import { listQuarters } from '../../spot-prices/queries/list-quarters'
import { looksAround } from '../compile-tariff'
import { type Quote, quoteUsage } from '../quote-usage'
import { SessionUsage } from '../session-usage'
import { tariffInputSchema, toTerms } from '../tariff-input'

const minutes = z.number('not-a-number').min(0, 'out-of-range').max(20_160, 'out-of-range')

/** A charge nobody has made yet. */
export const quoteInputSchema = z.object({
  tariff: tariffInputSchema,
  /** Beyond this no calendar of ours goes; what it costs in a thousand years nobody asks. */
  arriveAt: z.date('not-a-time').min(new Date(0), 'out-of-range').max(new Date('2200-01-01'), 'out-of-range'),
  kwh: z.number('not-a-number').min(0, 'out-of-range').max(10_000, 'out-of-range'),
  /** In which the energy is delivered, evenly. */
  chargingMinutes: minutes,
  /** Connected after that without asking for power. */
  idleMinutes: minutes,
  timeZone: z.string().refine(isTimeZone, 'not-a-time-zone').default('Europe/Stockholm'),
  area: z.enum(PRICE_AREAS, 'not-a-price-area').default('SE3'),
})
export type QuoteInput = z.input<typeof quoteInputSchema>

/** What it would cost, line by line. Null: the exchange's prices of that time are not known. @throws DomainError invalid */
export async function quoteTariff(actor: Actor, input: QuoteInput): Promise<Quote | null> {
  requireAct(actor, 'tariffs.read')
  const { tariff, arriveAt, kwh, chargingMinutes, idleMinutes, timeZone, area } = validated(quoteInputSchema, input)
  const terms = toTerms(tariff)
  const full = new Date(arriveAt.getTime() + chargingMinutes * MINUTE_MS)
  const until = new Date(full.getTime() + idleMinutes * MINUTE_MS)
  const energyWh = new Decimal(kwh).times(1000)
  const usage = new SessionUsage({
    startedAt: arriveAt,
    until,
    energyWh,
    phases: [
      { at: arriveAt, state: 'charging' },
      { at: full, state: 'suspended-ev' },
    ],
    readings: [
      { at: arriveAt.getTime(), energyWh: 0 },
      { at: full.getTime(), energyWh },
    ],
    timeZone,
  })
  const spot = looksAround(terms) ? await listQuarters({ area, from: arriveAt, until }) : []
  return quoteUsage(terms, usage, spot)
}
