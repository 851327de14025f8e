import { beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aToken } from '../db/testing/fixtures'
import { checkDocument } from './check-document'
import { advanceRuns } from './mutations/advance-runs'
import { cancelDraft, issueInvoice } from './mutations/drafts'
import { startRun } from './mutations/start-run'
import { resumeRun, stopRun } from './mutations/steer-run'
import { getInvoiceDocument } from './queries/get-document'
import { listInvoices, sumInvoices } from './queries/list-invoices'
import { previewRun } from './queries/preview-run'
import { getRun } from './queries/runs'
import { aPayer, aPlace, aPricedSession, aSeller, operator, type Place } from './testing/billing-world'

const OCTOBER = { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: '2026-11-01' }
const now = new Date('2026-11-01T03:00:00Z')
let place: Place

beforeEach(async () => {
  // Numbers and sessions of the tests before are not this one's.
  await pool().query(`TRUNCATE billed_session, ledger_entry, voucher, reminder, payment_allocation, customer_refund, incoming_payment,
    invoice_line, invoice, invoice_run, number_series, seller, priced_session, session_review, session CASCADE`)
  place = await aPlace()
  await aSeller()
})

const run = async (over: object = {}) => {
  const { id } = await startRun(operator, { ...OCTOBER, ...over })
  await advanceRuns(now)
  return getRun(operator, id)
}

const ledger = async () => {
  const { rows } = await pool().query<{ account: string; sum: string }>(
    'SELECT account, trim_scale(sum(amount))::text AS sum FROM ledger_entry GROUP BY 1 ORDER BY 1',
  )
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]))
}

describe('an invoice run', () => {
  it('makes one invoice a customer of what was shown, books it, and leaves out what is not ready, with reasons', async () => {
    const payer = await aPayer({ name: 'Budbilar AB' })
    const homeless = await aPayer({ street: '' })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '12.345' })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-31T22:59:59Z', kwh: '1.000' })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-31T23:00:00Z', kwh: '7.000' }) // November in Sweden
    await aPricedSession(place, payer.id, { endedAt: '2026-10-06T10:00:00Z', kwh: null })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-07T10:00:00Z', kwh: '0.000' })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-07T11:00:00Z', kwh: '2.000', completeness: 'waiting' })
    const doubtful = await aPricedSession(place, payer.id, { endedAt: '2026-10-08T10:00:00Z', kwh: '3.000' })
    await db().sessionReview.create({ data: { sessionId: doubtful.id, flag: 'clock-doubt' } })
    await aPricedSession(place, homeless.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '5.000' })

    const excluded = { unpriced: 1, free: 1, waiting: 1, 'under-review': 1, 'address-missing': 1 }
    expect(await previewRun(operator, OCTOBER)).toMatchObject({ sessions: 2, total: '52.05', excluded })
    expect(await run()).toMatchObject({ state: 'done', planned: 2, done: 2, invoices: 1, sessions: 2, excluded })

    const { rows } = await listInvoices(operator)
    expect(rows).toMatchObject([
      { number: '00001', state: 'issued', payable: '52.05', open: '52.05', sessionCount: 2, dueDate: '2026-12-01' },
    ])
    expect(await ledger()).toEqual({ '1510': '52.05', '2611': '-10.41', '3001': '-41.64' })
    const document = await getInvoiceDocument(operator, rows[0]!.id)
    expect(checkDocument(document)).toEqual([])
    expect(document).toMatchObject({
      number: '00001',
      ocr: '000018',
      payable: '52.05',
      buyer: { name: 'Budbilar AB', customerNumber: String(payer.id) },
      seller: { name: 'Laddbolaget AB', bankgiro: '160-9908' },
      vatTotals: [{ category: 'S', percent: '25', taxable: '41.64', vat: '10.41' }],
    })
    expect(document.lines[0]).toMatchObject({ quantity: '12.345', unit: 'kWh', unitPrice: '3.12', gross: '48.15' })
    expect(await sumInvoices(operator)).toMatchObject({ count: 1, payable: '52.05', open: '52.05' })
  })

  it('again finds nothing left; what was late then is on the next', async () => {
    const payer = await aPayer()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    await run()
    expect(await run()).toMatchObject({ state: 'done', planned: 0, invoices: 0 })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-06T10:00:00Z', kwh: '2.000' })
    const november = { periodFrom: '2026-11-01', periodTo: '2026-11-30', issueDate: '2026-12-01' }
    expect(await run({ ...november, takesEarlier: false })).toMatchObject({ invoices: 0 })
    expect(await run(november)).toMatchObject({ invoices: 1, sessions: 1 })
  })

  it('parts a customer by cost centre: the token, else its driver or vehicle, says which', async () => {
    const payer = await aPayer({ billing: 'per-cost-centre' })
    const north = await db().costCentre.create({ data: { customerId: payer.id, code: 'N', name: 'Norr' } })
    const south = await db().costCentre.create({ data: { customerId: payer.id, code: 'S' } })
    const vehicle = await db().vehicle.create({
      data: { customerId: payer.id, plate: 'ABC12D', costCentreId: south.id },
    })
    const direct = await aToken({ customerId: payer.id, costCentreId: north.id, vehicleId: vehicle.id })
    const byVehicle = await aToken({ customerId: payer.id, vehicleId: vehicle.id })
    const at = { endedAt: '2026-10-05T10:00:00Z' }
    await aPricedSession(place, payer.id, { ...at, kwh: '1.000', tokenId: direct.id })
    await aPricedSession(place, payer.id, { ...at, kwh: '2.000', tokenId: byVehicle.id })
    await aPricedSession(place, payer.id, { ...at, kwh: '3.000' })
    expect(await run()).toMatchObject({ invoices: 3 })
    const { rows } = await listInvoices(operator)
    expect(new Map(rows.map((row) => [row.costCentre, row.payable]))).toEqual(
      new Map([
        ['N', '3.90'],
        ['S', '7.80'],
        [null, '11.70'],
      ]),
    )
    const southern = rows.find((row) => row.costCentre === 'S')!
    expect((await getInvoiceDocument(operator, southern.id)).lines[0]).toMatchObject({
      costCentre: { code: 'S', name: 'S' },
      session: { vehicle: 'ABC12D' },
    })
  })

  it('leaves no gap in the numbers and nothing half done when a part of it fails', async () => {
    const payers = [await aPayer(), await aPayer()]
    for (const payer of payers) await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    // A rate Sweden does not have cannot be booked.
    await db().tariffVersion.update({ where: { id: place.version.id }, data: { vatPercent: '19' } })
    expect(await run()).toMatchObject({ state: 'stopped', invoices: 0, problem: expect.stringContaining('19') })
    expect(await db().invoice.count()).toBe(0)
    expect(await db().billedSession.count()).toBe(0)
    await db().tariffVersion.update({ where: { id: place.version.id }, data: { vatPercent: '25' } })
    const [stopped] = await db().invoiceRun.findMany()
    await resumeRun(operator, stopped!.id)
    await advanceRuns(now)
    expect(await getRun(operator, stopped!.id)).toMatchObject({ state: 'done', invoices: 2, problem: null })
    expect((await listInvoices(operator)).rows.map((row) => row.number)).toEqual(['00002', '00001'])
  })

  it('by two workers at once makes nothing twice', async () => {
    for (let at = 0; at < 5; at++) {
      const payer = await aPayer()
      await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    }
    await startRun(operator, OCTOBER)
    await Promise.all([advanceRuns(now), advanceRuns(now)])
    await advanceRuns(now)
    expect(await db().invoice.count()).toBe(5)
    expect(await db().numberSeries.findUnique({ where: { name: 'invoice' } })).toMatchObject({ next: 6n })
  })

  it('is one at a time, needs a seller, and is stopped and let go on by people', async () => {
    const payer = await aPayer()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    const { id } = await startRun(operator, OCTOBER)
    await expect(startRun(operator, OCTOBER)).rejects.toMatchObject({ details: { reason: 'run-going-on' } })
    await stopRun(operator, id)
    await advanceRuns(now)
    expect(await getRun(operator, id)).toMatchObject({ state: 'stopped', invoices: 0 })
    await expect(stopRun(operator, id)).rejects.toMatchObject({ code: 'conflict' })
    await pool().query('TRUNCATE seller CASCADE')
    await expect(startRun(operator, OCTOBER)).rejects.toMatchObject({ details: { reason: 'seller-missing' } })
    const trail = await db().auditEntry.findMany({ where: { subject: `invoice-run:${id}` }, orderBy: { id: 'asc' } })
    expect(trail.map((entry) => entry.act)).toEqual(['invoice-run.start', 'invoice-run.stop'])
  })
})

describe('a draft', () => {
  it('has no number until it is issued, and gives its sessions back when it is thrown away', async () => {
    const payer = await aPayer()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    await run({ isDraft: true, customerId: payer.id })
    const [draft] = (await listInvoices(operator)).rows
    expect(draft).toMatchObject({ state: 'draft', number: null })
    expect(await ledger()).toEqual({})
    expect(await getInvoiceDocument(operator, draft!.id)).toMatchObject({ number: null, payable: '3.90' })
    await cancelDraft(operator, draft!.id)
    await expect(issueInvoice(operator, draft!.id)).rejects.toMatchObject({ details: { reason: 'invoice-not-draft' } })

    await run({ isDraft: true })
    const [second] = (await listInvoices(operator)).rows
    await issueInvoice(operator, second!.id)
    expect((await listInvoices(operator)).rows[0]).toMatchObject({ state: 'issued', number: '00001' })
    await expect(cancelDraft(operator, second!.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not for the fleet to see', async () => {
    const payer = await aPayer()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    await run({ isDraft: true })
    const manager = anActor('fleet-manager', { customerId: payer.id })
    expect((await listInvoices(manager)).rows).toEqual([])
    const [draft] = (await listInvoices(operator)).rows
    await issueInvoice(operator, draft!.id)
    expect((await listInvoices(manager)).rows).toHaveLength(1)
    expect((await listInvoices(anActor('fleet-manager', { customerId: payer.id + 1n }))).rows).toEqual([])
  })
})

describe('an issued invoice', () => {
  it('cannot be changed, deleted or added to, nor can its books', async () => {
    const payer = await aPayer()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '1.000' })
    await run()
    const refused = (sql: string) => expect(pool().query(sql), sql).rejects.toThrow()
    await refused(`UPDATE invoice SET payable = 1, gross_total = 1, net_total = 1, vat_total = 0`)
    await refused(`UPDATE invoice SET number = '9'`)
    await refused(`UPDATE invoice SET state = 'draft', number = NULL`)
    await refused(`DELETE FROM invoice`)
    await refused(`UPDATE invoice_line SET text = 'x'`)
    await refused(`DELETE FROM invoice_line`)
    await refused(`INSERT INTO invoice_line SELECT invoice_id, 99, kind, text, quantity, unit, unit_price, net, vat_percent, vat_category,
      vat, gross FROM invoice_line`)
    await refused(`UPDATE ledger_entry SET amount = 0`)
    await refused(`DELETE FROM voucher`)
    await refused(`INSERT INTO ledger_entry SELECT id, 9, '1930', 1 FROM voucher`)
    await refused(`UPDATE seller SET name = 'x'`)
    await pool().query('UPDATE invoice SET open_amount = 1')
  })
})
