import { z } from 'zod'
import { getAccruals } from '@/lib/accruals/queries/get-accruals'
import { setEnergyTerms } from '@/lib/energy-costs/mutations/set-energy-terms'
import type { EnergyTermsVersion } from '@/lib/energy-costs/queries/list-energy-terms'
import { listEnergyTerms } from '@/lib/energy-costs/queries/list-energy-terms'
import { getStatement, listStatements } from '@/lib/hosts/queries/statements'
import type { StatementRow } from '@/lib/hosts/statement'
import { MARGIN_BY } from '@/lib/margin/margin-filter'
import { type MarginSums, marginOf } from '@/lib/margin/margin-sums'
import { getMargin } from '@/lib/margin/queries/get-margin'
import { getVatReport } from '@/lib/vat-reports/queries/get-vat-report'
import { operation } from '../operation'
import { idInput } from '../schemas/fields'
import {
  accrualsSchema,
  energyTermsSchema,
  hostStatementSchema,
  hostStatementWholeSchema,
  marginSchema,
  newEnergyTermsSchema,
  vatReportSchema,
} from '../schemas/money-reports'

const shownTerms = ({ id: _id, createdBy: _by, changedAt: _at, ...terms }: EnergyTermsVersion) => ({
  ...terms,
  gridTimes: terms.gridTimes.map((time) => ({ ...time })),
})
const shownSums = <Sums extends MarginSums>(sums: Sums) => ({ ...sums, margin: marginOf(sums)?.toFixed() ?? null })
const shownStatement = (row: StatementRow) => ({
  id: String(row.id),
  number: row.number,
  agreementId: String(row.agreementId),
  hostName: row.hostName,
  siteName: row.siteName,
  month: row.month,
  issueDate: row.issueDate,
  sessionCount: row.sessionCount,
  energyWh: row.energyWh,
  revenueNet: row.revenueNet,
  payable: row.payable,
  currency: row.currency,
  paidOn: row.paidOn,
})

const MONTH = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is not a month')
const ofSite = z.object({ id: idInput('site') })
const allOf = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item) })

export const moneyReportOperations = [
  operation({
    id: 'listEnergyTerms',
    method: 'GET',
    path: '/sites/{id}/energy-terms',
    tag: 'Revenue',
    summary: 'What a site’s electricity costs, version by version',
    act: 'margin.read',
    params: ofSite,
    status: 200,
    response: allOf(energyTermsSchema),
    handler: async (actor, { params: { id } }) => ({ data: (await listEnergyTerms(actor, id)).map(shownTerms) }),
  }),
  operation({
    id: 'setEnergyTerms',
    method: 'PUT',
    path: '/sites/{id}/energy-terms',
    tag: 'Revenue',
    summary: 'Say what a site’s electricity costs from a day on',
    description: 'What was said for that day is replaced. The costs of charges that it concerns are worked out anew.',
    act: 'margin.write',
    params: ofSite,
    body: newEnergyTermsSchema,
    status: 200,
    response: allOf(energyTermsSchema),
    handler: async (actor, { params: { id }, body }) => {
      await setEnergyTerms(actor, id, body)
      return { data: (await listEnergyTerms(actor, id)).map(shownTerms) }
    },
  }),
  operation({
    id: 'getMargin',
    method: 'GET',
    path: '/margin',
    tag: 'Revenue',
    summary: 'What is left of the revenue after electricity and providers’ fees',
    description:
      'Of sessions in SEK that ended in these months, each by the clock of its site. What has no price or no known cost is counted, and kept out of the margin.',
    act: 'margin.read',
    query: z.object({
      from: MONTH.meta({ description: 'First month.', example: '2026-10' }),
      to: MONTH.meta({ description: 'Last month.', example: '2026-11' }),
      by: z.enum(MARGIN_BY).default('site'),
      siteId: idInput('site').optional(),
    }),
    status: 200,
    response: marginSchema,
    handler: async (actor, { query: { by, ...filter } }) => {
      const { whole, rows, unknown } = await getMargin(actor, filter, by)
      return { whole: shownSums(whole), rows: rows.map(shownSums), unknown }
    },
  }),
  operation({
    id: 'listHostStatements',
    method: 'GET',
    path: '/host-statements',
    tag: 'Revenue',
    summary: 'Settlement statements of site hosts, the newest first',
    act: 'hosts.read',
    query: z.object({ siteId: idInput('site').optional() }),
    status: 200,
    response: allOf(hostStatementSchema),
    handler: async (actor, { query: { siteId } }) => ({
      data: (await listStatements(actor, { siteId: siteId ?? null })).map(shownStatement),
    }),
  }),
  operation({
    id: 'getHostStatement',
    method: 'GET',
    path: '/host-statements/{statement}',
    tag: 'Revenue',
    summary: 'One settlement statement with its lines',
    act: 'hosts.read',
    params: z.object({ statement: idInput('statement') }),
    status: 200,
    response: hostStatementWholeSchema,
    handler: async (actor, { params }) => {
      const { shareNet, shareVat, feeNet, feeVat, leftOut, lines, ...row } = await getStatement(actor, params.statement)
      return { ...shownStatement(row), shareNet, shareVat, feeNet, feeVat, leftOut, lines: [...lines] }
    },
  }),
  operation({
    id: 'getVatReport',
    method: 'GET',
    path: '/vat-report',
    tag: 'Revenue',
    summary: 'The Swedish VAT return from the books, beside the documents',
    act: 'ledger.read',
    query: z.object({
      period: z
        .string()
        .regex(/^20\d\d(-(Q[1-4]|0[1-9]|1[0-2]))?$/, 'is not a period')
        .meta({ description: 'A month, a quarter (2026-Q4) or a year.', example: '2026-11' }),
    }),
    status: 200,
    response: vatReportSchema,
    handler: async (actor, { query: { period } }) => {
      const { from, to, boxes, sources, differences } = await getVatReport(actor, period)
      return {
        from,
        to,
        boxes,
        sources: [...sources],
        differences: differences.map(({ id, ...one }) => ({ ...one, id: id === null ? null : String(id) })),
      }
    },
  }),
  operation({
    id: 'getAccruals',
    method: 'GET',
    path: '/accruals',
    tag: 'Revenue',
    summary: 'What belongs to a month’s end: delivered and not invoiced, invoiced and not delivered',
    act: 'ledger.read',
    query: z.object({ month: MONTH.meta({ example: '2026-10' }) }),
    status: 200,
    response: accrualsSchema,
    handler: async (actor, { query: { month } }) => {
      const { onDate, rows } = await getAccruals(actor, month)
      return {
        onDate,
        rows: rows.map((row) => ({ ...row, customerId: row.customerId === null ? null : String(row.customerId) })),
      }
    },
  }),
]
