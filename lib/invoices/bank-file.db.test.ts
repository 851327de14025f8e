import { expect, it } from 'vitest'
import { db } from '../db/client'
import { anActor } from '../db/testing/fixtures'
import { dayOf } from './due-date'
import { advanceRuns } from './mutations/advance-runs'
import { importBankFile } from './mutations/import-bank-file'
import { settleByCredit } from './mutations/payments'
import { startRun } from './mutations/start-run'
import { getInvoice } from './queries/get-invoice'
import { listInvoices } from './queries/list-invoices'
import { listPayments } from './queries/list-payments'
import { aPayer, aPlace, aPricedSession, aSeller, operator } from './testing/billing-world'

/** A line of 80 characters with texts at their places. */
function line(code: string, ...parts: readonly (readonly [at: number, text: string])[]): string {
  let text = code.padEnd(80)
  for (const [at, part] of parts) text = text.slice(0, at - 1) + part + text.slice(at - 1 + part.length)
  return text
}
const zeros = (value: number | string, length: number) => String(value).padStart(length, '0')
const paid = (ore: number, reference: string, kind: string, serial: string) =>
  line(
    '20',
    [3, zeros('3783511', 10)],
    [38 - reference.length, reference],
    [38, zeros(ore, 18)],
    [56, kind],
    [57, '2'],
    [58, serial],
    [70, '0'],
  )

const file = (ocr: string) =>
  Buffer.from(
    [
      line('01', [3, 'BGMAX'], [23, '01'], [25, '20261201173035010331'], [45, 'P']),
      line('05', [3, zeros('9912346', 10)], [23, 'SEK']),
      paid(10_000, ocr, '2', '000000000010'),
      paid(5_000, '99999', '2', '000000000011'),
      line(
        '15',
        [3, zeros('58410000010098232', 35)],
        [38, '20261201'],
        [46, '00074'],
        [51, zeros(15_000, 18)],
        [69, 'SEK'],
        [72, zeros(2, 8)],
      ),
      line('70', [3, [2, 0, 0, 1].map((count) => zeros(count, 8)).join('')]),
    ].join('\r\n'),
    'latin1',
  )

it('a file from the bank pays invoices by their reference, once, and what it does not know waits', async () => {
  const place = await aPlace('4.00')
  const payer = await aPayer()
  await aSeller()
  await aPricedSession(place, payer.id, { endedAt: '2026-10-05T10:00:00Z', kwh: '25.000' })
  await startRun(operator, { periodFrom: '2026-10-01', periodTo: '2026-10-31', issueDate: '2026-11-01' })
  await advanceRuns(new Date())
  const [invoice] = (await listInvoices(operator)).rows
  const { ocr } = await getInvoice(operator, invoice!.id)

  const bytes = file(ocr!)
  expect(await importBankFile(operator, bytes)).toEqual({ received: 2, matched: 1, known: 0, leftOut: 0 })
  expect(await getInvoice(operator, invoice!.id)).toMatchObject({ open: '0.00' })
  const [waiting] = await listPayments(operator, { isUnused: true })
  expect(waiting).toMatchObject({ customer: null, unused: '50.00', reference: '99999' })
  expect(await importBankFile(operator, bytes)).toEqual({ received: 0, matched: 0, known: 2, leftOut: 0 })
  expect(await db().incomingPayment.count()).toBe(2)

  await aPricedSession(place, payer.id, { endedAt: '2026-11-05T10:00:00Z', kwh: '10.000' })
  await startRun(operator, { periodFrom: '2026-11-01', periodTo: '2026-11-30', issueDate: dayOf(new Date()) })
  await advanceRuns(new Date())
  const [second] = (await listInvoices(operator, { standing: 'open' })).rows
  await settleByCredit(operator, waiting!.id, { invoiceId: second!.id })
  expect((await listPayments(operator, { isUnused: true }))[0]).toMatchObject({
    customer: { id: payer.id },
    unused: '10.00',
  })
})

it('a file whose sums do not agree, or that is none, books nothing', async () => {
  const broken = Buffer.from(file('123').toString('latin1').replace(zeros(15_000, 18), zeros(15_001, 18)), 'latin1')
  for (const bytes of [broken, Buffer.from('hello')]) {
    await expect(importBankFile(operator, bytes)).rejects.toMatchObject({ details: { reason: 'bank-file-wrong' } })
  }
  await expect(importBankFile(anActor('viewer'), broken)).rejects.toMatchObject({ code: 'forbidden' })
})
