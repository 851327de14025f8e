import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemActor } from '../access/actor'
import { createBudget, editBudget } from '../budgets/mutations/budgets'
import { warnBudgets } from '../budgets/mutations/warn-budgets'
import { listBudgets } from '../budgets/queries/list-budgets'
import { createCostCentre } from '../cost-centres/mutations'
import { editCustomer } from '../customers/mutations'
import { db, pool } from '../db/client'
import { anActor, aToken, aUser } from '../db/testing/fixtures'
import { createDriver } from '../drivers/mutations'
import { listFleetCharges } from '../fleets/queries/list-charges'
import { makeFleetMonthFile } from '../fleets/queries/make-month-file'
import { sumFleetPeriod } from '../fleets/queries/sum-period'
import { advanceRuns } from '../invoices/mutations/advance-runs'
import { creditInvoice } from '../invoices/mutations/credit-invoice'
import { startRun } from '../invoices/mutations/start-run'
import {
  aPayer,
  aPlace,
  aPricedSession,
  aSeller,
  operator,
  type Place,
  SELLER,
} from '../invoices/testing/billing-world'
import { readPdf } from '../invoices/testing/read-pdf'
import { Decimal } from '../kernel/money'
import { listOwnNotices } from '../notifications/queries/list-own-notices'
import { createMailer, type Mailer } from '../notifications/senders/email'
import { blockToken } from '../tokens/mutations/block-token'
import { assignOwnToken, blockOwnToken, unblockOwnToken } from '../tokens/mutations/own-tokens'
import { createVehicle, editVehicle } from '../vehicles/mutations'
import { queueMailing } from './mutations/queue-mailing'
import { createSchedule, editSchedule } from './mutations/schedules'
import { sendDueSchedules } from './mutations/send-due-schedules'
import { sendMailings } from './mutations/send-mailings'
import { bounceMailing, resendMailing, retryDeadMailings } from './mutations/steer-mailings'
import { getMailing, listMailings } from './queries/list-mailings'
import { listSchedules } from './queries/list-schedules'

interface Letter {
  readonly to: string
  readonly raw: string
}

/** A real mail server; what it says to the next letters' envelopes can be chosen. */
let server: SMTPServer
let mailer: Mailer
let letters: Letter[] = []
let refusals: { code: number; text: string }[] = []
let now = new Date()
/** How far the worker's clock has gone ahead. */
let aheadMs = 0
const senders = () => ({ mailer, mailHost: 'example.com', isDemo: false })
const clock = () => new Date(Date.now() + aheadMs)
const send = () => sendMailings(senders(), clock)
let place: Place

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, callback) {
      const refusal = refusals.shift()
      callback(refusal === undefined ? null : Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(parts).toString('utf8') })
        callback()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Laddvakt <notices@example.com>' })
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((done) => server.close(() => done()))
})
beforeEach(async () => {
  letters = []
  refusals = []
  now = new Date()
  aheadMs = 0
  await pool().query(`TRUNCATE mailing, mail_schedule, budget, delivery, billed_session, ledger_entry, voucher, invoice_line, invoice,
    invoice_run, number_series, seller, priced_session, session_review, session CASCADE`)
  place = await aPlace('4.00')
  await aSeller({ email: 'faktura@laddbolaget.example' })
})

/** The files of a letter, by name. */
function filesOf({ raw }: Letter): ReadonlyMap<string, Buffer> {
  const boundary = /boundary="(--_NmP-[^"]+-Part_1)"/.exec(raw)?.[1] ?? /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const files = raw.split(`--${boundary}`).flatMap((part): [string, Buffer][] => {
    const name = /filename="?([^"\r\n;]+)/.exec(part)?.[1]
    const body = part.split('\r\n\r\n').slice(1).join('\r\n\r\n')
    return name === undefined ? [] : [[name, Buffer.from(body.replace(/\s/g, ''), 'base64')]]
  })
  return new Map(files)
}

const october = { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: '2026-11-01' }
async function anIssuedInvoice(over: Parameters<typeof aPayer>[0] = {}) {
  const payer = await aPayer({ name: 'Budbilar AB', invoiceEmail: 'lev@budbilar.example', ...over })
  await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '10.000' })
  await startRun(operator, { ...october, customerId: payer.id })
  await advanceRuns(new Date('2026-11-01T03:00:00Z'))
  const invoice = await db().invoice.findFirstOrThrow({ where: { customerId: payer.id } })
  return { payer, invoice }
}
const about = (id: bigint) => ({ about: { type: 'invoice', id: String(id) } as const })
const refused = (code: string) => expect.objectContaining({ code })

describe('a worker', () => {
  const queued = async (count: number) => {
    const ids: bigint[] = []
    for (let n = 0; n < count; n += 1) {
      const id = await queueMailing(pool(), {
        kind: 'receipt',
        to: `driver-${n}@bil.example`,
        language: 'sv',
        subject: `Kvitto ${n}`,
        text: 'Tack!',
        attachments: [],
        about: null,
      })
      ids.push(id!)
    }
    return ids
  }

  it('does not send what another has taken meanwhile, and gives up what no worker survives', async () => {
    const [, , third] = await queued(3)
    const sent: string[] = []
    const slow: Mailer = {
      async send({ to }) {
        sent.push(to)
        await db().mailing.update({ where: { id: third! }, data: { attempts: 2 } })
        return { result: 'delivered', answer: '250 OK' }
      },
      close: () => undefined,
    }
    await sendMailings({ ...senders(), mailer: slow }, clock)
    expect(sent).toEqual(['driver-0@bil.example', 'driver-1@bil.example'])
    expect(await db().mailing.findUniqueOrThrow({ where: { id: third! } })).toMatchObject({ state: 'sending' })

    await db().mailing.update({ where: { id: third! }, data: { attempts: 8, nextAt: now } })
    await send()
    expect(letters).toEqual([])
    expect((await listMailings(operator)).rows[0]).toMatchObject({ state: 'dead', lastError: 'gave-up' })
  })
})

describe('an issued invoice', () => {
  it('is mailed once with the files its customer wants, and so is its credit note; the log tells what the server said', async () => {
    const { payer, invoice } = await anIssuedInvoice({ invoiceFiles: ['pdf', 'csv', 'xlsx'] })
    await Promise.all([send(), send()])
    expect(letters.map(({ to }) => to)).toEqual(['lev@budbilar.example'])
    const files = filesOf(letters[0]!)
    expect([...files.keys()]).toEqual(['invoice-00001.pdf', 'invoice-00001.csv', 'invoice-00001.xlsx'])
    expect(readPdf(new Uint8Array(files.get('invoice-00001.pdf')!)).pages.join(' ')).toContain('40,00')
    expect(files.get('invoice-00001.csv')!.toString('utf8')).toContain('00001')
    expect(letters[0]!.raw).toContain('Reply-To: faktura@laddbolaget.example')
    const [row] = (await listMailings(operator, about(invoice.id))).rows
    expect(row).toMatchObject({ kind: 'invoice', state: 'sent', attempts: 1, answer: expect.stringContaining('250') })
    expect((await getMailing(operator, row!.id)).entries.map(({ state }) => state)).toEqual(['queued', 'sent'])

    const note = await creditInvoice(operator, invoice.id, {
      positions: null,
      reason: 'Fel pris',
      invoicesAgain: false,
    })
    await send()
    expect([...filesOf(letters[1]!).keys()][0]).toBe('credit-note-00002.pdf')
    expect((await listMailings(operator, about(note.id))).rows).toMatchObject([{ kind: 'credit-note', state: 'sent' }])
    // Their fleet manager sees their mail, another fleet's sees none of it.
    const fleet = anActor('fleet-manager', { customerId: payer.id })
    expect((await listMailings(fleet)).rows).toHaveLength(2)
    const other = anActor('fleet-manager', { customerId: (await aPayer()).id })
    expect((await listMailings(other)).rows).toEqual([])
    await expect(getMailing(other, row!.id)).rejects.toEqual(refused('not-found'))
  })

  it('is not mailed to who wants none or has no address, and a rolled back issue mails nothing', async () => {
    await anIssuedInvoice({ invoiceDelivery: 'none' })
    await anIssuedInvoice({ invoiceEmail: null, email: null })
    const tried = db().$transaction(async (tx) => {
      const letter = { subject: 'x', text: 'x', attachments: [] }
      await queueMailing(tx, { ...letter, kind: 'invoice', to: 'x@example.com', language: 'sv', about: null })
      throw new Error('not after all')
    })
    await expect(tried).rejects.toThrow('not after all')
    expect(await db().mailing.count()).toBe(0)
  })

  it('is tried again after a hiccup, given up at a final no, sent anew to another address, and may come back', async () => {
    const { invoice } = await anIssuedInvoice()
    refusals = [{ code: 451, text: 'greylisted' }]
    await send()
    const [waiting] = (await listMailings(operator, about(invoice.id))).rows
    expect(waiting).toMatchObject({ state: 'failed', lastError: expect.stringContaining('greylisted') })
    // Not before its time.
    await send()
    expect(letters).toEqual([])
    aheadMs = waiting!.nextAt.getTime() - Date.now() + 1
    refusals = [{ code: 550, text: 'no such mailbox' }]
    await send()
    expect(await getMailing(operator, waiting!.id)).toMatchObject({
      state: 'dead',
      attempts: 2,
      entries: [
        { state: 'queued' },
        { state: 'failed', answer: expect.stringContaining('451') },
        { state: 'dead', answer: expect.stringContaining('550') },
      ],
    })
    const again = await resendMailing(operator, waiting!.id, { to: 'ratt@budbilar.example' })
    expect((await getMailing(operator, waiting!.id)).state).toBe('cancelled')
    await send()
    expect(letters.map(({ to }) => to)).toEqual(['ratt@budbilar.example'])
    await bounceMailing(operator, again.id, { reason: 'mailbox full' })
    expect(await getMailing(operator, again.id)).toMatchObject({ state: 'bounced', resendOf: waiting!.id })
    await expect(bounceMailing(operator, waiting!.id, { reason: 'x' })).rejects.toEqual(refused('conflict'))
    const acts = await db().auditEntry.findMany({
      where: { subject: { startsWith: 'mailing:' } },
      orderBy: { id: 'asc' },
    })
    expect(acts.map(({ act }) => act)).toEqual(['mailing.resend', 'mailing.bounce'])
  })

  it('without a mail server waits for a person; an e-invoice that would be refused says why', async () => {
    await anIssuedInvoice({ invoiceFiles: ['xml'], buyerReference: '', orderReference: '' })
    await sendMailings({ mailer: null, mailHost: 'x', isDemo: false }, clock)
    expect((await listMailings(operator)).rows).toMatchObject([{ state: 'dead', lastError: 'smtp-not-set' }])
    expect(await retryDeadMailings(operator)).toBe(1)
    await send()
    const [row] = (await listMailings(operator)).rows
    expect(row).toMatchObject({ state: 'dead', lastError: expect.stringContaining('Peppol') })
    expect(letters).toEqual([])
    // Beside the PDF it is left out, and the log says why.
    await anIssuedInvoice({ invoiceFiles: ['pdf', 'xml'], buyerReference: '', orderReference: '' })
    await send()
    expect(letters.map((letter) => [...filesOf(letter).keys()])).toEqual([['invoice-00002.pdf']])
    const [sent] = (await listMailings(operator)).rows
    expect(sent).toMatchObject({ state: 'sent', lastError: expect.stringContaining('Peppol') })
    expect((await getMailing(operator, sent!.id)).entries.at(-1)).toMatchObject({
      state: 'sent',
      answer: expect.stringContaining('Peppol'),
    })
  })
})

/** A fleet with two cars, two drivers and two cost centres, charging in this month of the tests' clock. */
async function aFleet() {
  const payer = await aPayer({ name: 'Hemtjänsten', kind: 'fleet' })
  const manager = await aUser('fleet-manager', { customerId: payer.id, email: `fleet${payer.id}@example.com` })
  const actor = { ref: `user:${manager.id}`, role: 'fleet-manager', siteIds: null, customerId: payer.id } as const
  const north = await createCostCentre(actor, payer.id, { code: '100', name: 'Norr' })
  const south = await createCostCentre(actor, payer.id, { code: '200', name: 'Syd' })
  const car = await createVehicle(actor, payer.id, { plate: 'ABC123', costCentreId: north.id })
  const van = await createVehicle(actor, payer.id, { plate: 'XYZ 789', costCentreId: south.id })
  const anna = await createDriver(actor, payer.id, { name: 'Anna Ek' })
  const first = await aToken({ value: `F1${payer.id}`, customerId: payer.id, vehicleId: car.id, driverId: anna.id })
  const second = await aToken({ value: `F2${payer.id}`, customerId: payer.id, vehicleId: van.id })
  return { payer, manager, actor, north, south, car, van, anna, first, second }
}

describe('a fleet', () => {
  it('gets its month by itself when it is over in Sweden, once, with rows that add up', async () => {
    const { payer, actor, first, second, car } = await aFleet()
    await aPricedSession(place, payer.id, { endedAt: '2026-10-31T22:30:00Z', kwh: '10.000', tokenId: first.id })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-10T10:00:00Z', kwh: '5.000', tokenId: second.id })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-11T10:00:00Z', kwh: null, tokenId: second.id })
    await aPricedSession(place, payer.id, { endedAt: '2026-10-31T23:30:00Z', kwh: '7.000', tokenId: first.id }) // November
    const { id } = await createSchedule(actor, {
      kind: 'fleet-month',
      customerId: payer.id,
      to: 'chef@hemtjansten.example',
      formats: ['pdf', 'xlsx', 'csv'],
    })
    await db().mailSchedule.update({ where: { id }, data: { sentThrough: new Date('2026-10-01') } })
    expect(await sendDueSchedules(new Date('2026-10-31T22:59:00Z'))).toBe(0)
    const due = new Date('2026-10-31T23:01:00Z')
    const both = await Promise.all([sendDueSchedules(due), sendDueSchedules(due)])
    expect(both.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await sendDueSchedules(due)).toBe(0)
    await send()
    expect(letters.map(({ to }) => to)).toEqual(['chef@hemtjansten.example'])
    const files = filesOf(letters[0]!)
    expect([...files.keys()].map((name) => name.split('.').at(-1))).toEqual(['pdf', 'xlsx', 'csv'])
    const paper = readPdf(new Uint8Array([...files.values()][0]!)).pages.join(' ')
    expect(paper).toContain('60,00')
    expect(paper).toContain('ABC123')

    const period = { from: '2026-10-01', to: '2026-10-31' }
    const sum = await sumFleetPeriod(actor, payer.id, period)
    expect(sum).toMatchObject({ sessions: 3, total: '60.00', unpriced: 1 })
    expect(sum.vehicles).toMatchObject([
      { id: car.id, total: '40.00', sessions: 1 },
      { name: 'XYZ789', total: '20.00', sessions: 2, unpriced: 1 },
    ])
    expect(sum.costCentres.map(({ name, total }) => [name, total])).toEqual([
      ['100 · Norr', '40.00'],
      ['200 · Syd', '20.00'],
    ])
    for (const groups of [sum.vehicles, sum.drivers, sum.costCentres, sum.days]) {
      expect(groups.reduce((all, { total }) => all.plus(total), new Decimal(0)).toFixed(2)).toBe(sum.total)
      expect(groups.reduce((all, { sessions }) => all + sessions, 0)).toBe(sum.sessions)
    }
    expect(await listFleetCharges(actor, payer.id, period, 'sv')).toHaveLength(2)
    expect(sum.others).toEqual([])
    expect(letters[0]!.raw).toContain('Utan pris i SEK')
    // Another currency is told by itself, never added.
    await pool().query(`UPDATE priced_session SET currency = 'EUR' WHERE total = 40`)
    expect(await sumFleetPeriod(actor, payer.id, period)).toMatchObject({
      total: '20.00',
      unpriced: 2,
      others: [{ currency: 'EUR', sessions: 1, total: '40.00' }],
    })

    // Who has left sends nothing more, and it is said why.
    await db().user.updateMany({ where: { customerId: payer.id }, data: { active: false } })
    expect(await sendDueSchedules(new Date('2026-12-02T00:00:00Z'))).toBe(0)
    expect(await listSchedules(operator)).toMatchObject([{ isEnabled: false, problem: 'maker-gone' }])
    await editSchedule(operator, id, { kind: 'fleet-month', to: 'chef@hemtjansten.example' })
    expect(await listSchedules(operator)).toMatchObject([{ isEnabled: true, problem: null }])
  })

  it('is warned once a threshold and month, by mail and bell, of what its cards come to', async () => {
    const { payer, actor, manager, north, first, second } = await aFleet()
    const month = now.toISOString().slice(0, 7)
    const endedAt = new Date(Math.max(now.getTime() - 60_000, Date.parse(`${month}-01T12:00:00Z`))).toISOString()
    const whole = await createBudget(actor, payer.id, { amount: '100', emails: ['chef@hemtjansten.example'] })
    await createBudget(actor, payer.id, { of: 'cost-centre', targetId: north.id, amount: '1000' })
    await aPricedSession(place, payer.id, { endedAt, kwh: '19.750', tokenId: first.id })
    expect(await warnBudgets(now)).toBe(0)
    await aPricedSession(place, payer.id, { endedAt, kwh: '0.250', tokenId: second.id })
    expect((await Promise.all([warnBudgets(now), warnBudgets(now)])).reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await warnBudgets(now)).toBe(0)
    const [most, least] = await listBudgets(actor, payer.id, now)
    expect(most).toMatchObject({ id: whole.id, spent: '80.00', usedPercent: 80, told: [{ percent: 80 }] })
    expect(least).toMatchObject({ of: 'cost-centre', spent: '79.00', usedPercent: 7, told: [] })
    await send()
    expect(letters.map(({ to }) => to)).toEqual(['chef@hemtjansten.example'])
    const bell = await listOwnNotices({ ...actor, ref: `user:${manager.id}` }, 'sv')
    expect(bell).toMatchObject({
      unread: 1,
      notices: [{ title: 'Budget Hemtjänsten: 80 % är använt', isOfBudget: true }],
    })
    // A smaller budget is passed in full at once: told of the highest alone.
    await editBudget(actor, whole.id, {
      amount: '50',
      warnPercents: [80, 100, 150],
      emails: ['chef@hemtjansten.example'],
    })
    expect(await warnBudgets(now)).toBe(1)
    expect((await listMailings(actor, { kinds: ['budget'] })).rows[0]?.subject).toContain('150')
    await expect(createBudget(actor, payer.id, { amount: 'much' })).rejects.toMatchObject({
      details: { amount: 'not-an-amount' },
    })
    await expect(createBudget(actor, payer.id, { amount: '5' })).rejects.toMatchObject({
      details: { targetId: 'taken' },
    })
  })

  it('minds its own cards and cars, and nobody else’s', async () => {
    const [mine, theirs] = [await aFleet(), await aFleet()]
    await assignOwnToken(mine.actor, mine.second.id, { name: 'Reserv', driverId: mine.anna.id })
    expect(await db().token.findUnique({ where: { id: mine.second.id } })).toMatchObject({
      name: 'Reserv',
      vehicleId: null,
    })
    const foreign = refused('not-found')
    await expect(assignOwnToken(mine.actor, mine.second.id, { driverId: theirs.anna.id })).rejects.toEqual(foreign)
    await expect(assignOwnToken(mine.actor, theirs.first.id, {})).rejects.toEqual(foreign)
    await expect(blockOwnToken(mine.actor, theirs.first.id)).rejects.toEqual(foreign)
    await expect(editVehicle(mine.actor, theirs.car.id, { plate: 'STOLEN' })).rejects.toEqual(foreign)
    await expect(createBudget(mine.actor, theirs.payer.id, { amount: '5' })).rejects.toEqual(foreign)
    await expect(sumFleetPeriod(mine.actor, theirs.payer.id, { from: '2026-10-01', to: '2026-10-31' })).rejects.toEqual(
      foreign,
    )
    await blockOwnToken(mine.actor, mine.first.id)
    await unblockOwnToken(mine.actor, mine.first.id)
    await blockToken(operator, mine.first.id)
    await expect(unblockOwnToken(mine.actor, mine.first.id)).rejects.toMatchObject({
      details: { reason: 'token-blocked-by-operator' },
    })
    const file = await makeFleetMonthFile(
      systemActor('worker'),
      mine.payer.id,
      { from: '2026-10-01', to: '2026-10-31' },
      'pdf',
      'en',
    )
    expect(file.fileName).toBe('charging-2026-10-01-2026-10-31.pdf')
    await editCustomer(operator, mine.payer.id, { name: 'Hemtjänsten', invoiceFiles: ['pdf', 'xml'] })
    expect(await db().customer.findUnique({ where: { id: mine.payer.id } })).toMatchObject({
      invoiceFiles: ['pdf', 'xml'],
    })
    expect(SELLER.name).toBe('Laddbolaget AB')
  })
})
