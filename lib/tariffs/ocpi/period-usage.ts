import { z } from 'zod'
import { Decimal } from '../../kernel/money'
import { HOUR_MS } from '../../kernel/time'
import type { Draw, EnergyKnot, Stretch, Usage } from '../usage'

/** An OCPI DateTime: RFC 3339 in UTC, the Z being optional; other offsets are taken too. */
export const ocpiInstant = z
  .string('must be a time')
  .transform((text) => (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`))
  .pipe(z.iso.datetime({ offset: true, abort: true, error: 'must be a time such as 2026-11-20T10:00:00Z' }))
  .transform((text) => new Date(text))

const DIMENSIONS = [
  'ENERGY',
  'TIME',
  'PARKING_TIME',
  'RESERVATION_TIME',
  'MIN_CURRENT',
  'MAX_CURRENT',
  'MIN_POWER',
  'MAX_POWER',
  'CURRENT',
  'POWER',
  'ENERGY_IMPORT',
  'ENERGY_EXPORT',
  'STATE_OF_CHARGE',
] as const
type DimensionType = (typeof DIMENSIONS)[number]

/** A ChargingPeriod of an OCPI CDR or Session; it lasts until the next begins. Source: OCPI 2.2.1/2.3.0, mod_cdrs. */
export const chargingPeriodSchema = z.object({
  start_date_time: ocpiInstant,
  dimensions: z
    .array(
      z.object({
        type: z.enum(DIMENSIONS, 'is not a dimension of OCPI'),
        /** kWh, hours, A or kW. */
        volume: z.number('must be a number').max(10_000_000, 'is too large'),
      }),
      'must be a list',
    )
    .superRefine((dimensions, context) => {
      const seen = new Set<string>()
      for (const [index, { type, volume }] of dimensions.entries()) {
        if (seen.has(type)) context.addIssue({ code: 'custom', path: [index, 'type'], message: 'comes twice' })
        seen.add(type)
        if (volume < 0) context.addIssue({ code: 'custom', path: [index, 'volume'], message: 'must be at least 0' })
      }
    }),
  tariff_id: z.string().max(36).nullish(),
})
export type ChargingPeriod = z.output<typeof chargingPeriodSchema>

/** Charging periods of a CDR as rating takes them: volumes as they say, spread evenly over their period where it has to be cut. */
export class PeriodUsage implements Usage {
  readonly start: number
  readonly end: number
  readonly energyWh: Decimal
  readonly reserved: readonly Stretch[]
  private readonly rows: readonly PeriodRow[]

  /** @param periods in order, within [start, end] */
  constructor(
    start: Date,
    end: Date,
    readonly timeZone: string,
    readonly isReservationExpired: boolean,
    periods: readonly ChargingPeriod[],
  ) {
    this.start = start.getTime()
    this.end = end.getTime()
    this.rows = periods.map(({ start_date_time, dimensions }, index) => ({
      from: start_date_time.getTime(),
      to: periods[index + 1]?.start_date_time.getTime() ?? this.end,
      volumes: new Map(dimensions.map(({ type, volume }) => [type, volume])),
    }))
    this.energyWh = this.rows.reduce((sum, row) => sum.plus(whOf(row)), new Decimal(0))
    this.reserved = stretches(this.rows, 'RESERVATION_TIME')
  }

  knots(): readonly EnergyKnot[] {
    let wh = new Decimal(0)
    const knots: EnergyKnot[] = [{ at: this.start, wh }]
    for (const row of this.rows) {
      if (row.from > knots.at(-1)!.at) knots.push({ at: row.from, wh })
      wh = wh.plus(whOf(row))
      knots.push({ at: row.to, wh })
    }
    return knots
  }

  charging(): readonly Stretch[] {
    return stretches(this.rows, 'TIME')
  }

  idle(): readonly Stretch[] {
    return stretches(this.rows, 'PARKING_TIME')
  }

  /** As the periods say; what they do not say is not known. */
  draws(): readonly Draw[] {
    return this.rows.map(({ from, to, volumes }) => {
      const range = (least: DimensionType, most: DimensionType, only: DimensionType) => {
        const [low, high] = [volumes.get(least) ?? volumes.get(only), volumes.get(most) ?? volumes.get(only)]
        if (low === undefined && high === undefined) return null
        return { least: low ?? high!, most: high ?? low! }
      }
      return {
        from,
        to,
        currentA: range('MIN_CURRENT', 'MAX_CURRENT', 'CURRENT'),
        powerKw: range('MIN_POWER', 'MAX_POWER', 'POWER'),
      }
    })
  }
}

interface PeriodRow {
  readonly from: number
  readonly to: number
  readonly volumes: ReadonlyMap<DimensionType, number>
}

const whOf = ({ volumes }: PeriodRow): Decimal => new Decimal(volumes.get('ENERGY') ?? 0).times(1000)

/** Hours become whole milliseconds, so that 0.08333333333333333 h is five minutes. */
const stretches = (rows: readonly PeriodRow[], type: DimensionType): Stretch[] =>
  rows.flatMap(({ from, to, volumes }) => {
    const hours = volumes.get(type) ?? 0
    return hours === 0 ? [] : [{ from, to, ms: new Decimal(hours).times(HOUR_MS).round().toNumber() }]
  })
