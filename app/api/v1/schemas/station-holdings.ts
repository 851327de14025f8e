import { z } from 'zod'
import { instantField } from './fields'

/** What 2.1 stations hold and tell: tariffs, settlements, grid controls, streams, battery swaps. */

export const stationTariffSchema = z
  .object({
    tariffKey: z.string().meta({ example: 'tariff-7-v3', description: 'As the station knows it.' }),
    evseId: z.int().meta({ description: '0: all EVSEs.' }),
    kind: z.string().meta({ example: 'default' }),
    tariff: z
      .object({ id: z.string(), name: z.string(), version: z.int() })
      .nullable()
      .meta({ description: 'When it is one of ours.' }),
    setAt: instantField('When the station took it, or first told of it.'),
  })
  .meta({ id: 'StationTariff' })

export const settlementSchema = z
  .object({
    id: z.string().meta({ description: 'Its number in our books.' }),
    transactionId: z.string().nullable().meta({ description: 'The session, as the station names it.' }),
    pspReference: z.string().meta({ example: 'psp-77' }),
    status: z.string().meta({ example: 'Settled' }),
    amount: z.string().meta({ example: '123.45' }),
    settledAt: instantField('When it was settled.'),
    receiptId: z.string().nullable(),
    receiptUrl: z.string().nullable(),
    vatNumber: z.string().nullable(),
  })
  .meta({ id: 'Settlement' })

export const derControlSchema = z
  .object({
    controlId: z.string(),
    controlType: z.string().meta({ example: 'VoltVar' }),
    isDefault: z.boolean(),
    isSuperseded: z.boolean(),
    startAt: instantField('When it begins.').nullable(),
    durationSeconds: z.number().nullable(),
    setting: z.record(z.string(), z.unknown()).meta({ description: 'As OCPP 2.1 writes it.' }),
    seenAt: instantField('When it was set or last reported.'),
  })
  .meta({ id: 'DerControl' })

export const streamSchema = z
  .object({
    streamId: z.int(),
    monitorId: z.int().meta({ description: 'The monitor whose values it carries.' }),
    intervalSeconds: z.int().nullable(),
    valueCount: z.int().nullable(),
    openedAt: instantField('When the station opened it.'),
    closedAt: instantField('When it closed it.').nullable(),
  })
  .meta({ id: 'ValueStream' })

export const streamValueSchema = z
  .object({ at: instantField('When it was measured.'), value: z.string().meta({ example: '31.4' }) })
  .meta({ id: 'StreamValue' })

export const batterySwapSchema = z
  .object({
    requestId: z.int(),
    eventType: z.string().meta({ example: 'BatteryOut' }),
    token: z.string().meta({ description: 'Masked.' }),
    batteries: z.array(z.record(z.string(), z.unknown())),
    receivedAt: instantField('When the station told it.'),
  })
  .meta({ id: 'BatterySwap' })
