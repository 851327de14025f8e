import { systemActor } from '../../lib/access/actor'
import { pool } from '../../lib/db/client'
import { asDate, dayOf, localDate, plusDays } from '../../lib/invoices/due-date'
import { BOOKS_ZONE, monthBefore } from '../../lib/invoices/invoice-run'
import { advanceRuns } from '../../lib/invoices/mutations/advance-runs'
import { creditInvoice } from '../../lib/invoices/mutations/credit-invoice'
import { recordPayment } from '../../lib/invoices/mutations/payments'
import { remindInvoice } from '../../lib/invoices/mutations/remind-invoice'
import { startRun } from '../../lib/invoices/mutations/start-run'
import { listInvoices } from '../../lib/invoices/queries/list-invoices'
import { setSeller } from '../../lib/sellers/mutations'
import { writePlans } from './write-plans'

const BY = systemActor('system')

/** Who is invoiced and how, and two months of invoices: paid, unpaid, late, reminded of and credited. After the history is committed. */
export async function writeInvoices(now: number): Promise<void> {
  await setSeller(BY, {
    name: 'Laddnätet Demo AB',
    orgNumber: '556047-3521',
    vatNumber: 'SE556047352101',
    street: 'Elvägen 12',
    postalCode: '164 40',
    city: 'Kista',
    seat: 'Stockholm',
    email: 'faktura@laddnatet.example',
    phone: '08-123 456 78',
    web: 'laddnatet.example',
    bankgiro: '160-9908',
    endpointScheme: '0007',
    endpointId: '5560473521',
    reminderFee: '60',
    interestPercent: '10',
    noteSv: 'Frågor om fakturan? Svara på det här brevet så hjälper vi dig.',
    noteEn: 'Questions about the invoice? Answer this letter and we will help.',
  })
  await writeMasterData()
  await writePlans(now)
  const today = localDate(new Date(now), BOOKS_ZONE)
  const last = monthBefore(today)
  for (const period of [monthBefore(last.periodFrom), last]) {
    await startRun(BY, { ...period, issueDate: plusDays(period.periodTo, 2), takesEarlier: false })
    await advanceRuns(new Date(now))
  }
  await settle(last.periodFrom, today)
}

/** Most pay; every seventh of the first month's does not and is reminded, and one invoice was wrong. */
async function settle(lastMonth: string, today: string): Promise<void> {
  let cursor: string | undefined
  let at = 0
  do {
    const page = await listInvoices(BY, { cursor, limit: 200, standing: 'open' })
    for (const invoice of [...page.rows].reverse()) {
      at += 1
      const isOfFirst = invoice.periodTo < lastMonth
      if (isOfFirst && at === 3) {
        await creditInvoice(BY, invoice.id, { positions: [1], reason: 'Fel pris på en laddning', invoicesAgain: true })
      } else if (isOfFirst && at % 7 === 0) {
        if (invoice.age !== 'not-due') await remindInvoice(BY, invoice.id)
      } else if (isOfFirst || at % 2 === 0) {
        const wanted = plusDays(invoice.issueDate ?? dayOf(asDate(lastMonth)), 12 + (at % 9))
        const receivedOn = wanted < today ? wanted : today
        // Some round up, and have the rest to their credit.
        const amount = at % 11 === 0 ? String(Math.ceil(Number(invoice.open) / 10) * 10) : invoice.open
        await recordPayment(BY, { receivedOn, amount, invoiceId: invoice.id, payer: invoice.customer.name })
      }
    }
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

async function writeMasterData(): Promise<void> {
  const sql = pool()
  await sql.query(`
    UPDATE customer SET
      kind = CASE WHEN org_number IS NULL THEN 'private' WHEN name LIKE 'Brf %' THEN 'housing-association' ELSE 'fleet' END,
      street = (ARRAY['Björkvägen', 'Storgatan', 'Industrigatan', 'Hamngatan', 'Ekbacken', 'Skolgatan'])[1 + id % 6] || ' ' || 1 + id % 48,
      postal_code = (ARRAY['164 40', '223 50', '417 56', '120 66', '753 18', '972 33'])[1 + id % 6],
      city = (ARRAY['Kista', 'Lund', 'Göteborg', 'Stockholm', 'Uppsala', 'Luleå'])[1 + id % 6],
      vat_number = 'SE' || replace(org_number, '-', '') || '01',
      endpoint_scheme = CASE WHEN org_number IS NOT NULL THEN '0007' END,
      endpoint_id = replace(org_number, '-', ''),
      buyer_reference = CASE WHEN org_number IS NOT NULL THEN 'Fordon ' || id ELSE '' END,
      billing_day = CASE WHEN org_number IS NULL THEN 3 ELSE 2 END,
      billing = CASE WHEN name = 'Mälarbud AB' THEN 'per-cost-centre' ELSE 'consolidated' END`)
  // A fleet's card is a vehicle's: "Bil 3, ABC 12D".
  await sql.query(`
    INSERT INTO vehicle (customer_id, plate, name)
    SELECT customer_id, replace(split_part(name, ', ', 2), ' ', ''), split_part(name, ', ', 1) FROM token
    WHERE name LIKE 'Bil %, %' ORDER BY id ON CONFLICT DO NOTHING`)
  await sql.query(`
    UPDATE token SET vehicle_id = vehicle.id FROM vehicle
    WHERE vehicle.customer_id = token.customer_id AND vehicle.plate = replace(split_part(token.name, ', ', 2), ' ', '')`)
  await sql.query(`
    INSERT INTO cost_centre (customer_id, code, name)
    SELECT customer.id, code, name_of FROM customer,
      unnest(ARRAY['100', '200', '300'], ARRAY['Budbilar', 'Tunga transporter', 'Administration']) AS given(code, name_of)
    WHERE customer.name = 'Mälarbud AB'`)
  await sql.query(`
    UPDATE vehicle SET cost_centre_id = centre.id FROM cost_centre centre
    WHERE centre.customer_id = vehicle.customer_id AND centre.code = ((1 + vehicle.id % 3) * 100)::text`)
  await sql.query(`
    INSERT INTO driver (customer_id, name, email)
    SELECT customer.id, name_of, lower(split_part(name_of, ' ', 1)) || '.' || customer.id || '@forare.example' FROM customer,
      unnest(ARRAY['Sara Lindqvist', 'Oskar Holm', 'Amina Haddad', 'Per Sjögren']) AS given(name_of)
    WHERE customer.kind = 'fleet'`)
  await sql.query(`
    UPDATE token SET driver_id = numbered.driver FROM (
      SELECT token.id, driver.id AS driver FROM (
        SELECT id, customer_id, row_number() OVER (PARTITION BY customer_id ORDER BY id) AS place FROM token WHERE vehicle_id IS NOT NULL
      ) AS token JOIN (
        SELECT id, customer_id, row_number() OVER (PARTITION BY customer_id ORDER BY id) AS place FROM driver
      ) AS driver ON driver.customer_id = token.customer_id AND driver.place = 1 + (token.place - 1) % 5
    ) AS numbered WHERE numbered.id = token.id`)
}
