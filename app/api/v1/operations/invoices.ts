import { z } from 'zod'
import { invoiceFile } from '@/app/invoice-file'
import { FILE_FORMATS } from '@/lib/invoices/file-formats'
import { STANDINGS } from '@/lib/invoices/invoice-filter'
import { startRun } from '@/lib/invoices/mutations/start-run'
import { getInvoiceDocument } from '@/lib/invoices/queries/get-document'
import { getInvoice } from '@/lib/invoices/queries/get-invoice'
import { type InvoiceRow, listInvoices } from '@/lib/invoices/queries/list-invoices'
import { previewRun } from '@/lib/invoices/queries/preview-run'
import { getRun, type Run } from '@/lib/invoices/queries/runs'
import { operation } from '../operation'
import { idInput, iso, listOf, pageOf, pageQuery } from '../schemas/fields'
import { runInputSchema, shownInvoiceSchema, shownPreviewSchema, shownRunSchema } from '../schemas/invoices'

const params = z.object({ id: idInput('invoice') })

const shown = ({ id, kind, state, number, customer, costCentre, currency, ...row }: InvoiceRow) => ({
  id: String(id),
  kind,
  state,
  number,
  customerId: String(customer.id),
  customerName: customer.name,
  costCentre,
  currency,
  periodFrom: row.periodFrom,
  periodTo: row.periodTo,
  issueDate: row.issueDate,
  dueDate: row.dueDate,
  payable: row.payable,
  open: row.open,
  sessionCount: row.sessionCount,
})

const shownRun = ({ id, createdAt, ...run }: Run) => ({
  id: String(id),
  state: run.state,
  periodFrom: run.periodFrom,
  periodTo: run.periodTo,
  issueDate: run.issueDate,
  isDraft: run.isDraft,
  planned: run.planned,
  done: run.done,
  invoices: run.invoices,
  sessions: run.sessions,
  excluded: run.excluded,
  problem: run.problem,
  createdAt: iso(createdAt),
})

export const invoiceOperations = [
  operation({
    id: 'listInvoices',
    method: 'GET',
    path: '/invoices',
    tag: 'Invoices',
    summary: 'Invoices and credit notes, newest first',
    act: 'invoices.read',
    query: z.object({
      ...pageQuery,
      standing: z.enum(STANDINGS).optional(),
      customerId: idInput('customer').optional(),
      runId: idInput('invoice run').optional(),
      from: z.iso.date().optional().meta({ description: 'Issued on this day or later.' }),
      to: z.iso.date().optional().meta({ description: 'Issued on this day or before.' }),
    }),
    status: 200,
    response: listOf(shownInvoiceSchema),
    handler: async (actor, { query }) => pageOf(await listInvoices(actor, query), shown),
  }),
  operation({
    id: 'getInvoice',
    method: 'GET',
    path: '/invoices/{id}',
    tag: 'Invoices',
    summary: 'One invoice',
    description: 'Its lines are in the file of format `json`.',
    act: 'invoices.read',
    params,
    status: 200,
    response: shownInvoiceSchema,
    handler: async (actor, { params: { id } }) => shown(await getInvoice(actor, id)),
  }),
  operation({
    id: 'getInvoiceFile',
    method: 'GET',
    path: '/invoices/{id}/files/{format}',
    tag: 'Invoices',
    summary: 'An invoice as a file',
    description:
      'PDF as it prints, Peppol BIS Billing 3 (`xml`; 409 when it would be refused), Excel, CSV, or JSON with every line.',
    act: 'invoices.read',
    params: params.extend({ format: z.enum(FILE_FORMATS) }),
    status: 200,
    response: 'bytes',
    handler: async (actor, { params: { id, format } }) => invoiceFile(await getInvoiceDocument(actor, id), format),
  }),
  operation({
    id: 'previewInvoiceRun',
    method: 'POST',
    path: '/invoicing/preview',
    tag: 'Invoices',
    summary: 'What a run would invoice',
    description: 'Makes nothing.',
    act: 'invoices.write',
    body: runInputSchema,
    status: 200,
    response: shownPreviewSchema,
    handler: async (actor, { body }) => {
      const preview = await previewRun(actor, body)
      return { ...preview, customers: preview.customers.map((row) => ({ ...row, id: String(row.id) })) }
    },
  }),
  operation({
    id: 'startInvoiceRun',
    method: 'POST',
    path: '/invoicing/runs',
    tag: 'Invoices',
    summary: 'Invoice a period',
    description: 'The worker makes the invoices; read the run until it is done. 409 while another run is going on.',
    act: 'invoices.write',
    body: runInputSchema,
    status: 202,
    response: shownRunSchema,
    handler: async (actor, { body }) => shownRun(await getRun(actor, (await startRun(actor, body)).id)),
    location: (run) => `/invoicing/runs/${run.id}`,
  }),
  operation({
    id: 'getInvoiceRun',
    method: 'GET',
    path: '/invoicing/runs/{id}',
    tag: 'Invoices',
    summary: 'How far a run has come',
    act: 'invoices.write',
    params: z.object({ id: idInput('invoice run') }),
    status: 200,
    response: shownRunSchema,
    handler: async (actor, { params: { id } }) => shownRun(await getRun(actor, id)),
  }),
]
