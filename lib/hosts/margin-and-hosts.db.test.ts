import { beforeAll, describe, expect, it } from 'vitest'
import { getAccruals, listAccruedSessions } from '../accruals/queries/get-accruals'
import { db, pool } from '../db/client'
import { anActor } from '../db/testing/fixtures'
import { computeEnergyCosts, sweepEnergyCosts } from '../energy-costs/mutations/compute-costs'
import { removeEnergyTerms, setEnergyTerms } from '../energy-costs/mutations/set-energy-terms'
import { advanceRuns } from '../invoices/mutations/advance-runs'
import { creditInvoice } from '../invoices/mutations/credit-invoice'
import { startRun } from '../invoices/mutations/start-run'
import { aPayer, aPlace, aPricedSession, aSeller, operator, type Place } from '../invoices/testing/billing-world'
import { Decimal } from '../kernel/money'
import { setProviderFee } from '../margin/mutations/set-provider-fee'
import { getMargin } from '../margin/queries/get-margin'
import { listBelowCost } from '../margin/queries/list-below-cost'
import { bookDriverTakings } from '../takings/mutations/book-takings'
import { getVatReport } from '../vat-reports/queries/get-vat-report'
import { listVatVouchers } from '../vat-reports/queries/list-vat-vouchers'
import type { AgreementInput } from './agreement'
import { createAgreement, editAgreement } from './mutations/agreements'
import { issueDueStatements, issueStatement } from './mutations/issue-statement'
import { markStatementPaid } from './mutations/mark-paid'
import { listAgreements, previewStatement } from './queries/agreements'
import { getStatement, listCountedSessions, listStatements } from './queries/statements'
import { statementPdf } from './statement-pdf'

/** Days of the month before last and of last month as seen from a fixed now. */
const NOW = new Date('2026-03-05T10:00:00Z')
const terms = {
  validFrom: '2026-01-01',
  supply: 'fixed' as const,
  energyPrice: '0.80',
  gridFee: '0.20',
  energyTax: '0.50',
}
const agreementOf = (place: Place, over: Partial<AgreementInput> = {}): AgreementInput => ({
  siteId: place.site.id,
  name: 'Brf Eken',
  orgNumber: '556047-3521',
  vatNumber: 'SE556047352101',
  street: 'Eken 1',
  postalCode: '223 50',
  city: 'Lund',
  email: 'eken@example.com',
  bankAccount: 'Bankgiro 160-9908',
  model: 'net-share',
  percent: '30',
  validFrom: '2026-01-01',
  ...over,
})

let place: Place
let customerId: bigint
beforeAll(async () => {
  await aSeller()
  customerId = (await aPayer()).id
  place = await aPlace('5.00')
})

describe('what a charge’s electricity cost', () => {
  it('is worked out once settled, anew when terms change, and is not known without terms or exchange prices', async () => {
    const session = await aPricedSession(place, customerId, { endedAt: '2026-01-10T12:00:00Z', kwh: '10' })
    const cost = () => db().sessionEnergyCost.findUniqueOrThrow({ where: { sessionId: session.id } })
    await computeEnergyCosts(NOW)
    expect(await cost()).toMatchObject({ cost: null, unknown: 'terms-missing' })
    await setEnergyTerms(operator, place.site.id, terms)
    expect(await computeEnergyCosts(NOW)).toBe(1)
    expect((await cost()).cost?.toFixed(2)).toBe('15.00')
    expect(await computeEnergyCosts(NOW)).toBe(0)
    // A version from a later day leaves it; of its own day it does not.
    await setEnergyTerms(operator, place.site.id, { ...terms, validFrom: '2026-01-11', energyPrice: '9' })
    expect(await computeEnergyCosts(NOW)).toBe(0)
    await setEnergyTerms(operator, place.site.id, { ...terms, supply: 'spot', energyPrice: '0.10' })
    await computeEnergyCosts(NOW)
    expect(await cost()).toMatchObject({ cost: null, unknown: 'spot-missing' })
    expect(await computeEnergyCosts(NOW)).toBe(0)
    // Stamped before the cost was made, and committed after.
    await pool().query(
      `INSERT INTO spot_price (area, at, per_mwh, currency, source, imported_at)
       SELECT 'SE3', at, 400, 'SEK', 'test', $1::timestamptz - interval '1 minute' FROM generate_series('2026-01-10T11:00Z'::timestamptz, '2026-01-10T12:00Z', interval '15 minutes') at`,
      [NOW],
    )
    expect(await computeEnergyCosts(NOW)).toBe(1)
    expect((await cost()).cost?.toFixed(2)).toBe('12.00') // 10 × (0.40 + 0.10 + 0.20 + 0.50)
    await removeEnergyTerms(operator, place.site.id, '2026-01-11')
    await setEnergyTerms(operator, place.site.id, terms)
    await computeEnergyCosts(NOW)
    // A correction of its energy asks for another cost.
    await db().session.update({ where: { id: session.id }, data: { energyWh: '20000' } })
    await db().pricedSession.update({
      where: { sessionId: session.id },
      data: { pricedAt: new Date(NOW.getTime() + 60_000) },
    })
    expect(await computeEnergyCosts(new Date(NOW.getTime() + 120_000))).toBe(1)
    expect((await cost()).cost?.toFixed(2)).toBe('30.00')
    await db().session.update({ where: { id: session.id }, data: { energyWh: '10000' } })
    await db().pricedSession.update({
      where: { sessionId: session.id },
      data: { pricedAt: new Date(NOW.getTime() + 180_000) },
    })
    await computeEnergyCosts(new Date(NOW.getTime() + 240_000))
  })

  it('is taken off the revenue; what is not known stays out, and sessions below cost are listed', async () => {
    const dear = await aPlace('1.00')
    await setEnergyTerms(operator, dear.site.id, terms)
    const loss = await aPricedSession(dear, customerId, { endedAt: '2026-01-12T12:00:00Z', kwh: '10' })
    const elsewhere = await aPlace('5.00')
    await aPricedSession(elsewhere, customerId, { endedAt: '2026-01-12T12:00:00Z', kwh: '1' })
    await sweepEnergyCosts(NOW)
    const margin = await getMargin(operator, { from: '2026-01', to: '2026-01' }, 'site')
    const of = (key: bigint) => margin.rows.find((row) => row.key === String(key))
    expect(of(place.site.id)).toMatchObject({ sessions: 1, costed: 1 })
    expect(Number(of(place.site.id)!.net)).toBe(40) // 10 × 5 with VAT
    expect(Number(of(place.site.id)!.cost)).toBe(15)
    expect(of(elsewhere.site.id)).toMatchObject({ sessions: 1, costed: 0 })
    expect(margin.unknown).toEqual({ 'terms-missing': 1 })
    const sum = margin.rows.reduce((all, row) => all.plus(row.costedNet).minus(row.cost), new Decimal(0))
    expect(sum.toFixed(2)).toBe(new Decimal(margin.whole.costedNet).minus(margin.whole.cost).toFixed(2))
    expect(
      (await listBelowCost(operator, { from: '2026-01', to: '2026-01' })).rows.map(({ sessionId }) => sessionId),
    ).toEqual([loss.id])
  })
})

describe('a host', () => {
  it('gets a statement that never changes, and what came to light later in the next', async () => {
    const site = await aPlace('5.00')
    const first = await aPricedSession(site, customerId, { endedAt: '2026-01-20T12:00:00Z', kwh: '10' }) // net 40
    await aPricedSession(site, customerId, { endedAt: '2026-01-21T12:00:00Z', kwh: null })
    await aPricedSession(site, customerId, { endedAt: '2026-02-03T12:00:00Z', kwh: '20' }) // net 80
    const { id } = await createAgreement(operator, agreementOf(site))
    await expect(createAgreement(operator, agreementOf(site, { validFrom: '2026-02-01' }))).rejects.toMatchObject({
      details: { reason: 'host-agreement-overlaps' },
    })
    expect(await previewStatement(operator, id, NOW)).toMatchObject({
      month: '2026-01',
      canIssue: true,
      leftOut: { unpriced: 1 },
    })
    const january = await issueStatement(operator, id, '2026-01', NOW)
    expect(await getStatement(operator, january.id)).toMatchObject({
      sessionCount: 1,
      shareNet: '12.0000',
      shareVat: '3.0000',
      payable: '15.0000',
      leftOut: { unpriced: 1 },
    })
    await expect(issueStatement(operator, id, '2026-01', NOW)).rejects.toMatchObject({
      details: { reason: 'statement-issued' },
    })
    await expect(issueStatement(operator, id, '2026-03', NOW)).rejects.toMatchObject({
      details: { reason: 'statement-month-open' },
    })
    // Late, and corrected.
    await aPricedSession(site, customerId, { endedAt: '2026-01-31T20:00:00Z', kwh: '2' }) // net 8
    await db().pricedSession.update({
      where: { sessionId: first.id },
      data: { totalExclVat: '30', vat: '7.50', total: '37.50' },
    })
    expect(await issueDueStatements(NOW)).toBeGreaterThanOrEqual(1)
    const [february] = await listStatements(operator, { agreementId: id })
    const whole = await getStatement(operator, february!.id)
    expect(whole.lines.map(({ kind, month, amount }) => [kind, month, amount])).toEqual([
      ['share', '2026-02', '24.00'],
      ['correction', '2026-01', '-0.60'], // 38 × 30 % = 11.40, of which 12.00 were given
    ])
    expect(await getStatement(operator, january.id)).toMatchObject({ payable: '15.0000' })
    expect((await listCountedSessions(operator, february!.id)).map(({ revenueNet }) => Number(revenueNet))).toEqual([
      -10, 8, 80,
    ])
    expect(await issueDueStatements(NOW)).toBe(0)
    await expect(
      pool().query('UPDATE host_statement SET payable = 0, share_net = 0 WHERE id = $1', [january.id]),
    ).rejects.toThrow('cannot be changed')
    await markStatementPaid(operator, january.id, { paidOn: '2026-03-06' })
    await expect(markStatementPaid(operator, january.id, { paidOn: '2026-03-06' })).rejects.toMatchObject({
      details: { reason: 'statement-paid' },
    })
    const numbers = (await listStatements(operator, { agreementId: id })).map(({ number }) => Number(number.slice(1)))
    expect(Math.max(...numbers) - Math.min(...numbers)).toBe(numbers.length - 1)
    // The books: the share is a cost, its VAT deductible, and what was paid is owed no more.
    const { rows } = await pool().query<{ account: string; sum: string }>(
      `SELECT account, sum(amount)::float8::text AS sum FROM ledger_entry JOIN voucher ON voucher.id = voucher_id
       WHERE kind IN ('host-statement', 'host-payment') GROUP BY 1 ORDER BY 1`,
    )
    expect(rows).toEqual([
      { account: '1930', sum: '-15' },
      { account: '2440', sum: '-29.25' },
      { account: '2641', sum: '8.85' },
      { account: '6050', sum: '35.4' },
    ])
    expect((await pool().query('SELECT 1 FROM mailing WHERE kind = $1', ['settlement-statement'])).rowCount).toBe(2)
    expect((await statementPdf(whole)).length).toBeGreaterThan(2000)
    // A site host sees its own, and nobody else's.
    const host = (siteIds: bigint[]) => anActor('site-host', { siteIds })
    expect(await listStatements(host([site.site.id]))).toHaveLength(2)
    expect(await listStatements(host([place.site.id]))).toEqual([])
    expect(await listAgreements(host([place.site.id]))).toEqual([])
    await expect(getStatement(host([place.site.id]), january.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(editAgreement(operator, id, { ...agreementOf(site), validTo: '2026-02-27' })).rejects.toMatchObject({
      details: { reason: 'statement-issued' },
    })
    await editAgreement(operator, id, { ...agreementOf(site), validTo: '2026-02-28' })
    expect(await previewStatement(operator, id, NOW)).toMatchObject({ month: '2026-03', lines: [] })
  })

  it('has its share of the margin once the cost is known', async () => {
    const site = await aPlace('5.00')
    await aPricedSession(site, customerId, { endedAt: '2026-01-20T12:00:00Z', kwh: '10' })
    const { id } = await createAgreement(
      operator,
      agreementOf(site, { model: 'margin-share', percent: '50', email: '', vatNumber: '' }),
    )
    expect(await previewStatement(operator, id, NOW)).toMatchObject({ payable: '0.00', leftOut: { 'cost-unknown': 1 } })
    await setEnergyTerms(operator, site.site.id, terms)
    await sweepEnergyCosts(NOW)
    expect(await previewStatement(operator, id, NOW)).toMatchObject({ payable: '12.50', leftOut: {} }) // (40 − 15) × 50 %
  })
})

describe('the books', () => {
  it('have drivers’ payments by day, agree with the documents, and say what does not', async () => {
    const site = await aPlace('5.00')
    const provider = await db().paymentProvider.create({ data: { kind: 'swish', cap: '500' } })
    const charged = await aPricedSession(site, customerId, {
      endedAt: '2026-02-10T12:00:00Z',
      kwh: '10',
      customerId: null,
    })
    const payment = await db().payment.create({
      data: {
        key: 'k1',
        providerId: provider.id,
        stationId: site.station.id,
        evseNumber: 1,
        connectorNumber: 1,
        tariffVersionId: site.version.id,
        currency: 'SEK',
        means: 'prepay',
        state: 'paid',
        cap: '300',
        authorised: '300',
        captured: '300',
        price: '50',
        sessionId: charged.id,
        payBy: NOW,
        settledAt: new Date('2026-02-10T12:00:05Z'),
      },
    })
    const refund = (key: string, amount: string, at: string) =>
      db().refund.create({
        data: { paymentId: payment.id, key, amount, stage: 'done', requestedBy: 'worker', settledAt: new Date(at) },
      })
    expect((await getVatReport(operator, '2026-02')).differences).toMatchObject([
      { kind: 'payment-not-booked', amount: '50.00' },
    ])
    await refund('r1', '250', '2026-02-10T12:01:00Z')
    expect(await bookDriverTakings(NOW)).toBe(1)
    await refund('r2', '10', '2026-03-04T09:00:00Z')
    expect(await bookDriverTakings(NOW)).toBe(1)
    expect(await bookDriverTakings(NOW)).toBe(0)
    const report = await getVatReport(operator, '2026-02')
    expect(report.boxes).toMatchObject({ '05': '40.00', '10': '10.00', '48': '0.00', '49': '10.00' })
    expect(report.differences).toEqual([])
    expect(await listVatVouchers(operator, '2026-Q1', { box: '10' })).toMatchObject([
      { kind: 'driver-sale', amount: '-10.0000' },
      { kind: 'driver-refund', amount: '2.0000' },
    ])
    await setProviderFee(operator, { kind: 'swish', validFrom: '2026-01-01', percent: '1', fixed: '2' })
    const margin = await getMargin(operator, { from: '2026-02', to: '2026-02', siteId: String(site.site.id) }, 'month')
    // 40 less 8 that went back; the fee is of what was taken.
    expect([margin.whole.net, margin.unknown].map(String)[0]).toMatch(/^32\.0+$/)
  })

  it('accrue what was delivered and not invoiced at a month’s end, and no longer once it was', async () => {
    const payer = await aPayer()
    const site = await aPlace('5.00')
    const session = await aPricedSession(site, payer.id, { endedAt: '2026-02-27T12:00:00Z', kwh: '10' })
    await aPricedSession(site, payer.id, { endedAt: '2026-02-28T23:30:00Z', kwh: '10' }) // 1 March in Stockholm
    const free = await aPricedSession(site, payer.id, { endedAt: '2026-02-26T12:00:00Z', kwh: '10' })
    await aGivenBack(free.id, site)
    const of = async (month: string) =>
      (await getAccruals(operator, month, NOW)).rows.find((row) => row.customerId === payer.id)
    expect(await of('2026-02')).toMatchObject({ kind: 'sessions', count: 1, net: '40.00' })
    await startRun(operator, {
      periodFrom: '2026-02-01',
      periodTo: '2026-02-28',
      issueDate: '2026-03-02',
      customerId: payer.id,
    })
    await advanceRuns(NOW)
    // Invoiced in March: February's end accrues it still, March's no more.
    expect(await of('2026-02')).toMatchObject({ net: '40.00' })
    expect((await listAccruedSessions(operator, '2026-02', payer.id)).map(({ sessionId }) => sessionId)).toEqual([
      session.id,
    ])
    expect(await of('2026-03')).toMatchObject({ count: 1, net: '40.00' })
    const invoice = await db().invoice.findFirstOrThrow({ where: { customerId: payer.id, kind: 'invoice' } })
    const report = await getVatReport(operator, '2026-03')
    const source = report.sources.find((one) => one.source === 'invoices')!
    expect([source.documentsVat, source.documentsNet]).toEqual([source.booksVat, source.booksNet])
    await creditInvoice(operator, invoice.id, { positions: [1], reason: 'x', invoicesAgain: false })
    // Credited for good: its margin and its host's share lose it.
    const margin = await getMargin(operator, { from: '2026-02', to: '2026-02', siteId: String(site.site.id) }, 'month')
    expect(Number(margin.whole.net)).toBe(0)
  })
})

/** A charge on a customer's invoice that was given back whole before it was invoiced. */
async function aGivenBack(sessionId: bigint, { station, version }: Place) {
  const { id: providerId } = await db().paymentProvider.create({ data: { kind: 'invoice', cap: '500' } })
  const sums = { cap: '50', authorised: '50', captured: '50', price: '50' }
  await db().payment.create({
    data: {
      key: 'on-invoice',
      providerId,
      stationId: station.id,
      evseNumber: 1,
      connectorNumber: 1,
      tariffVersionId: version.id,
      currency: 'SEK',
      means: 'reserve',
      state: 'paid',
      ...sums,
      sessionId,
      payBy: NOW,
      refunds: { create: { key: 'all', amount: '50', stage: 'done', requestedBy: 'user:1', settledAt: NOW } },
    },
  })
}
