import { z } from 'zod'
import { EXCLUSIONS } from '@/lib/invoices/exclusion'
import { decimalField, idField, idInput, instantField } from './fields'

const day = z.iso.date().meta({ example: '2026-11-30' })

export const shownInvoiceSchema = z
  .object({
    id: idField('invoice'),
    kind: z.enum(['invoice', 'credit-note']),
    state: z.enum(['draft', 'issued', 'cancelled']),
    number: z.string().nullable().meta({ description: 'Null: a draft.', example: '00042' }),
    customerId: idField('customer'),
    customerName: z.string(),
    costCentre: z.string().nullable(),
    currency: z.string().meta({ example: 'SEK' }),
    periodFrom: day,
    periodTo: day,
    issueDate: day.nullable(),
    dueDate: day.nullable(),
    payable: decimalField('With VAT; of a credit note what is given back.', '1249.50'),
    open: decimalField('Left to pay; of a credit note left to use.', '1249.50'),
    sessionCount: z.int(),
  })
  .meta({ id: 'Invoice' })

export const runInputSchema = z.object({
  periodFrom: day,
  periodTo: day.meta({ description: 'The last day.' }),
  issueDate: day,
  takesEarlier: z
    .boolean()
    .default(true)
    .meta({ description: 'Also what ended before, at most a year, and was never invoiced.' }),
  customerId: idInput('customer').nullable().optional(),
  isDraft: z.boolean().default(false),
})

const excluded = z.partialRecord(z.enum(EXCLUSIONS), z.int()).meta({ description: 'Sessions left out, by reason.' })

export const shownRunSchema = z
  .object({
    id: idField('invoice run'),
    state: z.enum(['running', 'done', 'stopped']),
    periodFrom: day,
    periodTo: day,
    issueDate: day,
    isDraft: z.boolean(),
    planned: z.int().meta({ description: 'Customers to go through.' }),
    done: z.int(),
    invoices: z.int(),
    sessions: z.int(),
    excluded,
    problem: z.string().nullable(),
    createdAt: instantField('When it was started.'),
  })
  .meta({ id: 'InvoiceRun' })

export const shownPreviewSchema = z
  .object({
    sessions: z.int(),
    fees: z.int().meta({ description: 'Months of subscriptions.' }),
    total: decimalField('As drivers were shown, and fees, with VAT.', '48210.75'),
    excluded,
    customers: z.array(
      z.object({
        id: idField('customer'),
        name: z.string(),
        sessions: z.int(),
        fees: z.int(),
        total: decimalField('With VAT.'),
        excluded,
      }),
    ),
  })
  .meta({ id: 'InvoiceRunPreview' })

const atReading = z.object({ at: z.iso.datetime(), energyWh: z.string() })

export const shownExplanationSchema = z
  .object({
    invoiceId: idField('invoice'),
    number: z.string().nullable(),
    issuedAt: instantField('When it was issued.').nullable(),
    issuedBy: z.string().nullable().meta({ description: 'Null: an invoice run, or a draft.' }),
    position: z.int(),
    text: z.string(),
    net: decimalField('Without VAT.', '39.04'),
    vat: decimalField('The line’s share of the invoice’s VAT.', '9.76'),
    vatPercent: z.string(),
    gross: decimalField('With VAT.', '48.80'),
    currency: z.string(),
    isCredited: z.boolean(),
    takesBack: z.object({ invoiceId: idField('invoice'), position: z.int() }).nullable(),
    session: z
      .object({
        id: idField('session'),
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime(),
        timeZone: z.string(),
        tariff: z.object({ id: idField('tariff'), name: z.string(), version: z.int(), summary: z.string() }).nullable(),
        agreement: z.record(z.string(), z.unknown()).nullable(),
        price: z
          .object({
            currency: z.string(),
            total: z.string(),
            totalExclVat: z.string(),
            vat: z.string(),
            lines: z.array(z.record(z.string(), z.unknown())),
          })
          .meta({ description: 'As it was invoiced, every line of the session.' }),
        cuts: z
          .array(z.object({ at: z.iso.datetime(), energyWh: z.string(), before: atReading, after: atReading }))
          .meta({ description: 'Where one price ended and another began, and the readings on both sides.' }),
        readings: z.array(
          z.object({
            at: z.iso.datetime(),
            registerWh: z.string().nullable(),
            energyWh: z.string().nullable().meta({ description: 'Since the start; null: it was not counted.' }),
            context: z.string(),
          }),
        ),
        recalculated: z.object({
          total: z.string().nullable(),
          measuredWh: z.string().nullable().meta({ description: 'Null: the readings do not tell.' }),
          agrees: z.boolean(),
        }),
        keptAt: z.iso.datetime().nullable(),
        digest: z.string().nullable().meta({ description: 'SHA-256 of what was kept.' }),
      })
      .nullable(),
  })
  .meta({ id: 'InvoiceLineExplanation' })
