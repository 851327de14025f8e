import { beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../db/client'
import { Decimal } from '../kernel/money'
import { isPriced, priceSession } from '../tariffs/price-session'
import { tariffTermsSchema } from '../tariffs/tariff'
import { invoiceAnnexPdf } from './formats/pdf/annex-pdf'
import { reminderTotal } from './formats/pdf/reminder-pdf'
import { advanceRuns } from './mutations/advance-runs'
import { checkInvoices } from './mutations/check-invoices'
import { creditInvoice } from './mutations/credit-invoice'
import { keepEvidence } from './mutations/keep-evidence'
import { startRun } from './mutations/start-run'
import { explainLine } from './queries/explain-line'
import { findDifferences } from './queries/find-differences'
import { getAnnexes } from './queries/get-annex'
import { getReminderDocument } from './queries/get-reminder'
import { getLastCheck } from './queries/last-check'
import { listInvoices } from './queries/list-invoices'
import { findNumberGaps } from './queries/number-gaps'
import { recalculateSome } from './queries/recalculate'
import { aPayer, aPlace, aPricedSession, aSeller, operator, type Place } from './testing/billing-world'

const OCTOBER = { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: '2026-11-01' }
const now = new Date('2026-11-01T03:00:00Z')
let place: Place

beforeEach(async () => {
  await pool().query(`TRUNCATE billed_session, ledger_entry, voucher, invoice_evidence, invoice_check, invoice_line, invoice, invoice_run,
    number_series, seller, priced_session, session_review, session_phase, reading, session, fault CASCADE`)
  place = await aPlace()
  await aSeller()
})

/** A metered session that is issued, with what it rests on kept. */
async function anIssuedSession(kwh = '25.000', isKept = true) {
  const payer = await aPayer()
  const wh = Number(kwh) * 1000
  const session = await aPricedSession(place, payer.id, {
    endedAt: '2026-10-05T10:00:00Z',
    kwh,
    meterStartWh: 1000,
    meterStopWh: 1000 + wh,
  })
  await db().reading.createMany({
    data: [0.25, 0.5, 0.75].map((part) => ({
      at: new Date(session.startedAt.getTime() + part * 3_600_000),
      receivedAt: session.startedAt,
      stationId: place.station.id,
      evseNumber: 1,
      sessionId: session.id,
      registerWh: 1000 + part * wh,
      energyWh: part * wh,
    })),
  })
  await startRun(operator, OCTOBER)
  await advanceRuns(now)
  if (isKept) while ((await keepEvidence(now)) > 0);
  return session
}

const found = async () => (await findDifferences()).differences
/** What is found when somebody with the database's own keys changes something: triggers are not asked. It is undone again. */
async function foundAfter(sql: string): Promise<string[]> {
  const client = await pool().connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    await client.query(sql)
    const { differences } = await recalculateSome(client, '0')
    return [...differences, ...(await findNumberGaps(client))].map(({ what }) => what).sort()
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('the recalculation', () => {
  it('rates every line from raw readings and finds nothing while all is as it was', async () => {
    await anIssuedSession()
    const { differences, counts } = await findDifferences()
    expect(differences).toEqual([])
    expect(counts).toEqual({
      invoices: 1,
      lines: 1,
      sessions: 1,
      withoutReadings: 0,
      readingsGone: 0,
      awaitingEvidence: 0,
    })
  })

  it('finds any one thing that is changed', async () => {
    await anIssuedSession()
    expect(await foundAfter('SELECT 1')).toEqual([])
    const changes: readonly [sql: string, found: readonly string[]][] = [
      [`UPDATE reading SET register_wh = register_wh + 0.001 WHERE at = '2026-10-05T09:30Z'`, ['meter']],
      [`DELETE FROM reading WHERE at = '2026-10-05T09:30Z'`, ['meter']],
      ['UPDATE session SET meter_stop_wh = meter_stop_wh + 1', ['meter']],
      ['UPDATE session SET energy_wh = energy_wh + 1', ['energy']],
      [`UPDATE session SET ended_at = ended_at + interval '1 ms'`, ['times']],
      [`UPDATE tariff_version SET elements = replace(elements::text, '3.90', '3.91')::jsonb`, ['tariff']],
      ['UPDATE priced_session SET total = total + 0.01', ['stored']],
      ['UPDATE invoice_line SET gross = gross + 0.01, net = net + 0.01', ['line', 'line', 'sums', 'sums']],
      [`UPDATE invoice_line SET text = text || '.'`, ['line']],
      [`UPDATE invoice SET buyer = buyer || '{"name": "X"}'`, ['line']],
      ['UPDATE invoice SET payable = payable + 1, rounding = rounding + 1', ['books', 'line', 'sums']],
      [`UPDATE ledger_entry SET amount = amount + 0.01 WHERE account = '1510'`, ['books', 'books']],
      [`UPDATE invoice SET number = '00002'`, ['line', 'numbers', 'numbers']],
      [`UPDATE invoice_evidence SET digest = sha256('x') WHERE session_id <> 0`, ['evidence']],
    ]
    for (const [sql, expected] of changes) expect(await foundAfter(sql), sql).toEqual(expected)
  })

  it('goes on when readings are thinned, and says of how many they were kept', async () => {
    const session = await anIssuedSession()
    await db().reading.deleteMany({ where: { sessionId: session.id } })
    expect(await findDifferences()).toMatchObject({ differences: [], counts: { readingsGone: 1, withoutReadings: 0 } })
  })

  it('says what it rates by stored energy alone, and what is not kept yet', async () => {
    const payer = await aPayer()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '3.000' })
    await anIssuedSession('25.000', false)
    expect(await findDifferences()).toMatchObject({
      differences: [],
      counts: { invoices: 2, withoutReadings: 1, awaitingEvidence: 2 },
    })
    // What nobody can rate is told, and does not keep the pass from the rest.
    await db().pricedSession.updateMany({ data: { agreement: { surprise: 1 } } })
    expect(await findDifferences()).toMatchObject({
      differences: [
        { what: 'evidence', issued: null },
        { what: 'evidence', issued: null },
      ],
      counts: { invoices: 2, lines: 2 },
    })
  })

  it('owes nothing for what a credit note has taken back', async () => {
    const session = await anIssuedSession()
    await db().pricedSession.updateMany({ data: { total: '1' } })
    expect(await found()).toMatchObject([{ what: 'stored', sessionId: String(session.id), issued: '97.5' }])
    const { rows } = await listInvoices(operator)
    await creditInvoice(operator, rows[0]!.id, { positions: null, reason: 'x', invoicesAgain: false })
    while ((await keepEvidence(now)) > 0);
    expect(await found()).toEqual([])
  })

  it('keeps what it has kept', async () => {
    await anIssuedSession()
    await expect(pool().query(`UPDATE invoice_evidence SET content = 'x'`)).rejects.toThrow('kept as it is')
    await expect(pool().query('DELETE FROM invoice_evidence')).rejects.toThrow('kept as it is')
    expect(await keepEvidence(now)).toBe(0)
  })
})

describe('the nightly check', () => {
  it('raises one fault that tells what differs, takes a broken-off pass on, and closes the fault when nothing does', async () => {
    await anIssuedSession()
    await pool().query('UPDATE priced_session SET total = total + 0.01')
    expect(await getLastCheck(operator)).toBeNull()
    expect(await checkInvoices(now)).toBe(1)
    const open = () => db().fault.findMany({ where: { code: 'invoices-differ', closedAt: null } })
    expect(await open()).toMatchObject([
      {
        count: 1,
        // Technicians read faults too: no sums, no names.
        detail: { count: 1, check: expect.stringMatching(/^\d+$/) },
      },
    ])
    expect(await getLastCheck(operator)).toMatchObject({
      finishedAt: now,
      differences: 1,
      found: [{ number: '00001', what: 'stored', issued: '97.5', recalculated: '97.51' }],
    })
    expect(await checkInvoices(now)).toBe(1)
    expect(await open()).toMatchObject([{ count: 2 }])
    await pool().query('UPDATE priced_session SET total = total - 0.01')
    // One that was broken off behind the last invoice: what it had found is told by it, the next finds all.
    await pool().query(`INSERT INTO invoice_check (started_at, after_invoice, differences, found)
      SELECT '2026-11-01T02:00Z', max(id), 1, '[{"what": "price"}]' FROM invoice`)
    expect(await checkInvoices(now)).toBe(1)
    expect(await open()).toMatchObject([{ count: 3 }])
    expect(await checkInvoices(now)).toBe(0)
    expect(await open()).toEqual([])
    expect(await getLastCheck(operator)).toMatchObject({ invoices: 1, sessions: 1, differences: 0, found: [] })
    expect(await db().invoiceCheck.count({ where: { finishedAt: null } })).toBe(0)
  })
})

describe('an explained line', () => {
  it('is followed back to tariff, boundaries and readings; its annex and a reminder are papers', async () => {
    const night = {
      components: [{ dimension: 'energy', price: '2.10' }],
      restrictions: { startTime: '11:30', endTime: '06:00' },
    }
    const terms = [night, { components: [{ dimension: 'energy', price: '3.90' }] }]
    await db().tariffVersion.update({ where: { id: place.version.id }, data: { elements: terms } })
    const payer = await aPayer()
    // 09–10 UTC is 11–12 in Stockholm: the price changes between the readings at 11:20 and 11:40.
    const session = await aPricedSession(place, payer.id, {
      endedAt: '2026-10-05T10:00:00Z',
      kwh: '9.000',
      meterStartWh: 0,
      meterStopWh: 9000,
    })
    for (const [at, wh] of [
      ['2026-10-05T09:20:00Z', 3000],
      ['2026-10-05T09:40:00Z', 7000],
    ] as const) {
      await db().reading.create({
        data: {
          at: new Date(at),
          receivedAt: new Date(at),
          stationId: place.station.id,
          evseNumber: 1,
          sessionId: session.id,
          registerWh: wh,
          energyWh: wh,
        },
      })
    }
    const facts = { startedAt: session.startedAt, until: session.endedAt!, energyWh: new Decimal(9000), phases: [] }
    const readings = [1200_000, 2400_000].map((ms, at) => ({
      at: session.startedAt.getTime() + ms,
      energyWh: [3000, 7000][at]!,
    }))
    const price = priceSession(tariffTermsSchema.parse({ ...place.version, vatPercent: '25', elements: terms }), {
      ...facts,
      readings,
    })
    if (!isPriced(price)) throw new Error('unpriced')
    const { currency: _currency, lines, ...sums } = price
    await db().pricedSession.update({ where: { sessionId: session.id }, data: { ...sums, lines: lines as object[] } })
    await startRun(operator, OCTOBER)
    await advanceRuns(now)
    while ((await keepEvidence(now)) > 0);

    expect(await found()).toEqual([])
    const { rows } = await listInvoices(operator)
    const id = rows[0]!.id
    const explained = await explainLine(operator, id, 2)
    expect(explained.line).toMatchObject({ quantity: '4', gross: '8.40' })
    expect(explained.session).toMatchObject({
      tariff: { version: 1 },
      agreement: null,
      price: { total: '27.90', lines: [{ amount: '19.50' }, { amount: '8.40' }] },
      cuts: [
        {
          at: '2026-10-05T09:30:00.000Z',
          energyWh: '5000',
          before: { at: '2026-10-05T09:20:00.000Z', energyWh: '3000' },
          after: { at: '2026-10-05T09:40:00.000Z', energyWh: '7000' },
        },
      ],
      readings: [
        { registerWh: '3000', energyWh: '3000' },
        { registerWh: '7000', energyWh: '7000' },
      ],
      recalculated: { total: '27.90', measuredWh: '9000', agrees: true },
      kept: { at: now },
    })
    await expect(explainLine(operator, id, 3)).rejects.toMatchObject({ code: 'not-found' })
    const [annex, ...more] = await getAnnexes(operator, id, null)
    expect(more).toEqual([])
    expect(annex).toMatchObject({
      invoice: { number: '00001', line: 1 },
      cuts: [{ energyKwh: '5' }],
      recalculated: { total: '27.90' },
    })
    expect(
      Buffer.from(await invoiceAnnexPdf([annex]))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')

    await db().reminder.create({
      data: {
        invoiceId: id,
        number: 1,
        onDate: now,
        dueDate: now,
        openThen: 20,
        fee: 60,
        interest: '0.12',
        createdBy: 'user:1',
      },
    })
    const reminder = await getReminderDocument(operator, id, 1)
    expect(reminder).toMatchObject({ fee: '60.00', invoices: [{ amount: '27.90', paid: '7.90', interest: '0.12' }] })
    expect(reminderTotal(reminder).toFixed(2)).toBe('80.12')
  })
})
