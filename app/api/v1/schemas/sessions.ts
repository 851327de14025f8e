import { z } from 'zod'
import {
  connectorIdField,
  decimalField,
  energyField,
  evseIdField,
  idField,
  instantField,
  stationIdField,
} from './fields'

const priceLineSchema = z
  .object({
    kind: z.enum(['start', 'energy', 'time', 'idle', 'reservation', 'discount', 'cap', 'minimum']),
    quantity: decimalField('How much.', '12.345'),
    unit: z.enum(['kWh', 'min', 'h', 'session']),
    rate: decimalField('Price per unit, as the tariff says it.'),
    amount: decimalField('Quantity × rate, rounded once, VAT included.', '48.15'),
    vat: decimalField('The VAT in the amount.', '9.63'),
    from: instantField('From when.'),
    to: instantField('Until when.'),
    reason: z.string().meta({ description: 'Why this line is here.', example: 'metered' }),
    vatPercent: decimalField('The rate of that VAT; missing: the tariff’s.', '25').optional(),
    part: z.object({ element: z.int(), component: z.int() }).optional().meta({
      description: 'Which component of which element of the tariff, from 0; missing where a sum made the line.',
    }),
    spot: z
      .array(
        z.object({
          from: instantField('From when.'),
          to: instantField('Until when.'),
          kwh: decimalField('How much.', '2.5'),
          price: decimalField('All in, per kWh, as the tariff states prices.', '1.734512'),
          perMwh: decimalField('What the exchange said; null: the tariff’s stand-in.', '48.17').nullable(),
        }),
      )
      .optional()
      .meta({ description: 'The quarters of an hour a spot price is made of; `rate` is their mean.' }),
  })
  .meta({ id: 'PriceLine' })

const priceSchema = z
  .object({
    currency: z.string().nullable().meta({ example: 'SEK' }),
    total: decimalField('Including VAT; runs while the session does.', '48.15').nullable(),
    vat: decimalField('The VAT within the total.', '9.63').nullable(),
    lines: z.array(priceLineSchema),
    unpriced: z.string().nullable().meta({
      description: 'Why there is no price (events-awaited: see completeness); null when there is one.',
      example: null,
    }),
  })
  .meta({ id: 'Price' })

export const sessionSchema = z
  .object({
    id: idField('session', '4711'),
    stationId: stationIdField,
    evseId: evseIdField,
    connectorId: connectorIdField,
    token: z.string().nullable().meta({
      description: 'As the station sent it; masked for those who may not see tokens.',
      example: '04A2B3C4D5E6F7',
    }),
    status: z.enum(['active', 'ended']),
    startedAt: instantField('When it started.'),
    endedAt: instantField('When it ended.').nullable(),
    meterStartWh: energyField('Meter register at start.').nullable(),
    meterStopWh: energyField('Meter register at stop.').nullable(),
    energyWh: energyField('Delivered so far.'),
    stopReason: z.string().nullable().meta({ description: 'In OCPP words.', example: 'EVDisconnected' }),
    completeness: z.enum(['complete', 'waiting', 'incomplete']).meta({
      description:
        'waiting: it has ended, but numbered events of it are missing that may still come; it has no price before they have, or 72 hours have passed. incomplete: they will not come; it is priced without them and flagged.',
    }),
    incompleteSince: instantField('When it was first seen to lack something.').nullable(),
    price: priceSchema,
    review: z.array(z.object({ flag: z.string(), detail: z.string() })).meta({
      description: 'What a person should look at before this is billed; empty when all is well.',
      example: [],
    }),
    signedVerdict: z.enum(['verified', 'failed', 'unknown']).nullable().meta({
      description: 'What its signed meter values prove; null: it has none.',
    }),
    ocppTransactionId: z.string().meta({ example: '4711' }),
    stationSays: z
      .object({
        total: z.object({ amount: decimalField('Including tax.', '48.20'), currency: z.string() }).nullable(),
        limit: z
          .object({
            maxCost: z.number().nullable(),
            maxEnergyWh: z.number().nullable(),
            maxSeconds: z.number().nullable(),
            maxSocPercent: z.number().nullable(),
          })
          .nullable(),
        mode: z.string().nullable(),
      })
      .nullable()
      .optional()
      .meta({
        description:
          'What an OCPP 2.1 station says of it: its own sum, limits and mode. The price is not made from it. Only of one session, and null when it says nothing.',
      }),
  })
  .meta({ id: 'Session' })

const perPhase = (description: string, example: number) =>
  z
    .array(z.number().nullable())
    .length(3)
    .meta({ description, example: [example, example, example] })

export const readingSchema = z
  .object({
    at: instantField('When it was measured.'),
    context: z.string().meta({ example: 'Sample.Periodic' }),
    registerWh: energyField("The meter's own register.").nullable(),
    energyWh: energyField('Since the session started, register resets healed.').nullable(),
    powerW: z.number().nullable().meta({ description: 'W.', example: 11_040 }),
    currentA: perPhase('L1, L2, L3 in A.', 16),
    voltageV: perPhase('L1, L2, L3 in V.', 230),
    socPercent: z.number().nullable().meta({ example: 64 }),
  })
  .meta({ id: 'Reading' })
