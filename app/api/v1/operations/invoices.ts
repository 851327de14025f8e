import { z } from 'zod'
import { invoiceFile } from '@/app/invoice-file'
import { annexAnswer, reminderAnswer } from '@/app/invoice-papers'
import { FILE_FORMATS } from '@/lib/invoices/file-formats'
import { STANDINGS } from '@/lib/invoices/invoice-filter'
import { startRun } from '@/lib/invoices/mutations/start-run'
import { explainLine, type LineExplanation } from '@/lib/invoices/queries/explain-line'
import { getInvoiceDocument } from '@/lib/invoices/queries/get-document'
import { getInvoice } from '@/lib/invoices/queries/get-invoice'
import { type InvoiceRow, listInvoices } from '@/lib/invoices/queries/list-invoices'
import { previewRun } from '@/lib/invoices/queries/preview-run'
import { getRun, type Run } from '@/lib/invoices/queries/runs'
import { describeTariff } from '@/lib/tariffs/describe-tariff'
import { operation } from '../operation'
import { idInput, iso, listOf, pageOf, pageQuery } from '../schemas/fields'
import {
  runInputSchema,
  shownExplanationSchema,
  shownInvoiceSchema,
  shownPreviewSchema,
  shownRunSchema,
} from '../schemas/invoices'

const params = z.object({ id: idInput('invoice') })
const positionInput = z.coerce.number().int().min(1).max(999_999_999).meta({ description: 'From 1.' })

const shownExplanation = ({ invoice, line, takesBack, session }: LineExplanation) => ({
  invoiceId: String(invoice.id),
  number: invoice.number,
  issuedAt: invoice.issuedAt === null ? null : iso(invoice.issuedAt),
  issuedBy: invoice.issuedByName,
  position: line.position,
  text: line.text,
  net: line.net,
  vat: line.vat,
  vatPercent: line.vatPercent,
  gross: line.gross,
  currency: invoice.currency,
  isCredited: line.isCredited,
  takesBack: takesBack && { invoiceId: String(takesBack.invoiceId), position: takesBack.position },
  session: session && {
    id: session.id,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    timeZone: session.timeZone,
    tariff: session.tariff && {
      id: session.tariff.id,
      name: session.tariff.name,
      version: session.tariff.version,
      summary: describeTariff(session.tariff.terms, 'en'),
    },
    agreement: session.agreement === null ? null : { ...session.agreement },
    price: { ...session.price, lines: session.price.lines.map((one) => ({ ...one })) },
    cuts: session.cuts.map((cut) => ({ ...cut })),
    readings: session.readings.map((reading) => ({ ...reading })),
    recalculated: { ...session.recalculated },
    keptAt: session.kept === null ? null : iso(session.kept.at),
    digest: session.kept?.digest ?? null,
  },
})

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
    id: 'explainInvoiceLine',
    method: 'GET',
    path: '/invoices/{id}/lines/{position}',
    tag: 'Invoices',
    summary: 'What a line rests on',
    description:
      'The session, its tariff version and agreement, every line of its price, the readings that were kept with the invoice, where the price changed, and what it comes to when it is worked out again now.',
    act: 'invoices.read',
    params: params.extend({ position: positionInput }),
    status: 200,
    response: shownExplanationSchema,
    handler: async (actor, { params: { id, position } }) => shownExplanation(await explainLine(actor, id, position)),
  }),
  operation({
    id: 'getInvoiceAnnex',
    method: 'GET',
    path: '/invoices/{id}/annex',
    tag: 'Invoices',
    summary: 'What an invoice rests on, as a PDF',
    description: 'Of all its sessions, 500 at most (409 when there are more), or of one line.',
    act: 'invoices.read',
    params,
    query: z.object({ line: positionInput.optional() }),
    status: 200,
    response: 'bytes',
    handler: async (actor, { params: { id }, query: { line } }) => annexAnswer(actor, id, line ?? null),
  }),
  operation({
    id: 'getInvoiceReminderFile',
    method: 'GET',
    path: '/invoices/{id}/reminders/{number}',
    tag: 'Invoices',
    summary: 'A reminder as a PDF',
    act: 'invoices.read',
    params: params.extend({ number: positionInput }),
    status: 200,
    response: 'bytes',
    handler: async (actor, { params: { id, number } }) => reminderAnswer(actor, id, number),
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
