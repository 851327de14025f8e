import { z } from 'zod'
import { Decimal } from '../../kernel/money'
import type { Restrictions } from '../restrictions'
import { WEEKDAYS } from '../restrictions'
import type { PriceLimit, TariffComponent, TariffElement, TariffTerms } from '../tariff'

/**
 * An OCPI Tariff, 2.2.1 or 2.3.0, as it stands in JSON. What does not matter for a price is let through unread; what does must be
 * understood whole, so restrictions and components are strict. Source: OCPI 2.2.1 and 2.3.0, mod_tariffs.
 */

/** JSON numbers are read as they were written; some parties send them as strings. At most six decimals. */
const amount = z.union([z.number(), z.string().trim()], 'must be a number').transform((value, context) => {
  const text = typeof value === 'number' ? new Decimal(value).toFixed() : value
  if (/^\d{1,7}(\.\d{1,6})?$/.test(text)) return text
  context.addIssue({ code: 'custom', message: 'must be a number of at least 0 with at most six decimals' })
  return z.NEVER
})

const percent = amount.refine((text) => Number(text) <= 100 && new Decimal(text).decimalPlaces() <= 2, {
  error: 'must be a percentage with at most two decimals',
})
const whole = z.int('must be a whole number').min(0, 'must be at least 0').max(31_536_000, 'is too large')
const bound = z.number('must be a number').min(0, 'must be at least 0').max(10_000_000, 'is too large')
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as hh:mm')

const componentSchema = z.strictObject({
  type: z.enum(['ENERGY', 'FLAT', 'PARKING_TIME', 'TIME'], 'must be ENERGY, FLAT, PARKING_TIME or TIME'),
  price: amount,
  vat: percent.nullish(),
  /** Missing or 0 in the wild: one Wh, one second. */
  step_size: whole.nullish(),
})
type Component = z.output<typeof componentSchema>

const restrictionsSchema = z.strictObject({
  start_time: clock.nullish(),
  end_time: clock.nullish(),
  start_date: z.iso.date('must be a date as yyyy-mm-dd').nullish(),
  end_date: z.iso.date('must be a date as yyyy-mm-dd').nullish(),
  min_kwh: bound.nullish(),
  max_kwh: bound.nullish(),
  min_current: bound.nullish(),
  max_current: bound.nullish(),
  min_power: bound.nullish(),
  max_power: bound.nullish(),
  min_duration: whole.nullish(),
  max_duration: whole.nullish(),
  day_of_week: z
    .array(
      z.enum(
        ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'],
        'must be a day such as MONDAY',
      ),
    )
    .max(7, 'has more than seven days')
    .nullish(),
  reservation: z.enum(['RESERVATION', 'RESERVATION_EXPIRES'], 'must be RESERVATION or RESERVATION_EXPIRES').nullish(),
})

const elementSchema = z.strictObject({
  price_components: z
    .array(componentSchema)
    .min(1, 'must have a price')
    .refine((list) => new Set(list.map(({ type }) => type)).size === list.length, 'has two prices of one type'),
  restrictions: restrictionsSchema.nullish(),
})

/** 2.2.1 says excl_vat and incl_vat, 2.3.0 before_taxes and after_taxes. */
const limitSchema = z
  .strictObject({
    excl_vat: amount.nullish(),
    incl_vat: amount.nullish(),
    before_taxes: amount.nullish(),
    after_taxes: amount.nullish(),
  })
  .refine(
    (limit) => (limit.excl_vat ?? limit.before_taxes) != null,
    'must have excl_vat (2.2.1) or before_taxes (2.3.0)',
  )
  .refine(
    (limit) => (limit.excl_vat ?? limit.incl_vat) == null || (limit.before_taxes ?? limit.after_taxes) == null,
    'mixes the words of 2.2.1 and 2.3.0',
  )
type Limit = z.output<typeof limitSchema>

export const ocpiTariffSchema = z.object({
  currency: z.string('must be a currency code').regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR'),
  /** 2.3.0 only; without it the tariff is one of 2.2.1, whose prices are without VAT. */
  tax_included: z.enum(['YES', 'NO', 'N/A'], 'must be YES, NO or N/A').nullish(),
  elements: z.array(elementSchema, 'must be a list').min(1, 'must have an element').max(500, 'is too long'),
  min_price: limitSchema.nullish(),
  max_price: limitSchema.nullish(),
})
export type OcpiTariff = z.input<typeof ocpiTariffSchema>

/** Our terms for an OCPI tariff, of either version. */
export function termsOfOcpi(tariff: z.output<typeof ocpiTariffSchema>): TariffTerms {
  const hasTax = tariff.tax_included !== 'N/A'
  const vatPercent = hasTax ? usualVat(tariff.elements.flatMap(({ price_components }) => price_components)) : '0'
  return {
    currency: tariff.currency,
    vatPercent,
    pricesIncludeVat: tariff.tax_included === 'YES',
    elements: tariff.elements.map(({ price_components, restrictions }): TariffElement => {
      const said = restrictions ? restrictionsOf(restrictions) : undefined
      return {
        components: price_components.map((component) => componentOf(component, hasTax, vatPercent)),
        ...(said && { restrictions: said }),
      }
    }),
    limits: {
      ...(tariff.min_price && { min: limitOf(tariff.min_price) }),
      ...(tariff.max_price && { max: limitOf(tariff.max_price) }),
    },
  }
}

/** What most of the prices have; OCPI knows no rate of the tariff. A component without `vat` has none. */
function usualVat(components: readonly Component[]): string {
  const counts = new Map<string, number>()
  for (const { vat } of components) counts.set(vat ?? '0', (counts.get(vat ?? '0') ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '0'
}

function componentOf({ type, price, vat, step_size }: Component, hasTax: boolean, usual: string): TariffComponent {
  const own = hasTax ? (vat ?? '0') : '0'
  const every = { price, ...(own !== usual && { vatPercent: own }) }
  const stepSize = Math.max(1, step_size ?? 1)
  switch (type) {
    case 'FLAT':
      return { dimension: 'flat', ...every }
    case 'ENERGY':
      return { dimension: 'energy', ...every, stepSize }
    case 'TIME':
      return { dimension: 'time', ...every, stepSize, per: 'hour' }
    case 'PARKING_TIME':
      return { dimension: 'idle', ...every, stepSize, per: 'hour' }
  }
}

function restrictionsOf(said: z.output<typeof restrictionsSchema>): Restrictions {
  const days = said.day_of_week?.map((day) => WEEKDAYS.find((name) => name.toUpperCase() === day)!)
  const reservation = { RESERVATION: 'reserved', RESERVATION_EXPIRES: 'expired' } as const
  return dropNothing({
    startTime: said.start_time,
    endTime: said.end_time,
    startDate: said.start_date,
    endDate: said.end_date,
    daysOfWeek: days && days.length > 0 ? days : undefined,
    minKwh: said.min_kwh,
    maxKwh: said.max_kwh,
    minCurrentA: said.min_current,
    maxCurrentA: said.max_current,
    minPowerKw: said.min_power,
    maxPowerKw: said.max_power,
    minDurationSeconds: said.min_duration,
    maxDurationSeconds: said.max_duration,
    reservation: said.reservation ? reservation[said.reservation] : undefined,
  })
}

const limitOf = ({ excl_vat, incl_vat, before_taxes, after_taxes }: Limit): PriceLimit =>
  dropNothing({ exclVat: excl_vat ?? before_taxes, inclVat: incl_vat ?? after_taxes })

/** Without what is null or undefined: strict readers take neither. */
function dropNothing<Value extends object>(value: Value): { [Key in keyof Value]?: NonNullable<Value[Key]> } {
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Value]?: NonNullable<Value[Key]> }
}
