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
    total: decimalField('As drivers were shown, with VAT.', '48210.75'),
    excluded,
    customers: z.array(
      z.object({
        id: idField('customer'),
        name: z.string(),
        sessions: z.int(),
        total: decimalField('With VAT.'),
        excluded,
      }),
    ),
  })
  .meta({ id: 'InvoiceRunPreview' })
