import { systemActor } from '../../lib/access/actor'
import { pool } from '../../lib/db/client'
import type { EnergyTermsInput } from '../../lib/energy-costs/energy-terms'
import { setEnergyTerms } from '../../lib/energy-costs/mutations/set-energy-terms'
import type { AgreementInput } from '../../lib/hosts/agreement'
import { createAgreement } from '../../lib/hosts/mutations/agreements'
import { issueStatement } from '../../lib/hosts/mutations/issue-statement'
import { markStatementPaid } from '../../lib/hosts/mutations/mark-paid'
import { listStatements } from '../../lib/hosts/queries/statements'
import { asDate, localDate, plusDays } from '../../lib/invoices/due-date'
import { BOOKS_ZONE, monthBefore } from '../../lib/invoices/invoice-run'
import { setProviderFee } from '../../lib/margin/mutations/set-provider-fee'

const BY = systemActor('system')

/** Grid companies differ; so do the suppliers' mark-ups. Nobody real's prices. */
const GRIDS: readonly Pick<EnergyTermsInput, 'gridFee' | 'gridTimes' | 'powerFee' | 'lossesPercent'>[] = [
  { gridFee: '0.079', powerFee: '58.50', lossesPercent: '3' },
  {
    gridFee: '0.12',
    gridTimes: [
      {
        name: 'Höglasttid',
        fee: '0.54',
        months: [11, 12, 1, 2, 3],
        days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
        from: '06:00',
        to: '22:00',
      },
    ],
    lossesPercent: '4',
  },
  { gridFee: '0.245', lossesPercent: '2.5' },
]

/** Terms of every site, what providers take, and two hosts with statements. After the invoices. */
export async function writeMargin(now: number): Promise<void> {
  const today = localDate(new Date(now), BOOKS_ZONE)
  const last = monthBefore(today)
  const first = monthBefore(last.periodFrom)
  await writeTerms(first.periodFrom, last.periodFrom)
  for (const [kind, percent, fixed] of [
    ['stripe', '1.5', '1.80'],
    ['swish', '0', '2'],
    // Here it is the bank of all drivers' payments: a refund of them works, and their fees are to be seen.
    ['sandbox', '1.5', '1.80'],
  ] as const) {
    await setProviderFee(BY, { kind, validFrom: '2026-01-01', percent, fixed })
  }
  await writeHosts(first.periodFrom, [first.periodFrom.slice(0, 7), last.periodFrom.slice(0, 7)], today)
}

async function writeTerms(from: string, raisedOn: string): Promise<void> {
  const { rows } = await pool().query<{ id: string }>('SELECT id FROM site ORDER BY id')
  for (const [at, { id }] of rows.entries()) {
    const grid = GRIDS[at % GRIDS.length]!
    const common = { supply: 'spot', exchangeRate: '11.20', energyTax: '0.439', ...grid } as const
    // History begins a little before the first whole month.
    await setEnergyTerms(BY, BigInt(id), { ...common, validFrom: plusDays(from, -62), energyPrice: '0.069' })
    if (at % 4 === 0) {
      await setEnergyTerms(BY, BigInt(id), {
        ...common,
        validFrom: raisedOn,
        energyPrice: '0.085',
        note: 'Nytt påslag från elleverantören',
      })
    }
  }
}

const HOSTS: readonly (Omit<AgreementInput, 'siteId' | 'validFrom'> & { readonly site: string })[] = [
  {
    site: 'Hammarby Sjöstad',
    name: 'Brf Sjöstadskajen',
    orgNumber: '769612-3459',
    street: 'Hammarby kaj 14',
    postalCode: '120 66',
    city: 'Stockholm',
    bankAccount: 'Bankgiro 160-9908',
    model: 'net-share',
    percent: '12',
    monthlyFee: '250',
    feePayer: 'host',
  },
  {
    site: 'Ideon Science Park',
    name: 'Ideon Parkering AB',
    orgNumber: '556047-3521',
    vatNumber: 'SE556047352101',
    street: 'Scheelevägen 15',
    postalCode: '223 70',
    city: 'Lund',
    language: 'en',
    bankAccount: 'SE45 5000 0000 0583 9825 7466',
    model: 'per-kwh',
    perKwh: '0.35',
    monthlyFee: '500',
    feePayer: 'operator',
  },
]

async function writeHosts(validFrom: string, months: readonly string[], today: string): Promise<void> {
  for (const { site, ...host } of HOSTS) {
    const { rows } = await pool().query<{ id: string }>('SELECT id FROM site WHERE name = $1', [site])
    const [found] = rows
    if (found === undefined) continue
    const { id } = await createAgreement(BY, { ...host, siteId: found.id, validFrom })
    for (const month of months) {
      const issuedOn = plusDays(`${month}-01`, 33)
      await issueStatement(BY, id, month, asDate(issuedOn < today ? issuedOn : today))
    }
    const [, older] = await listStatements(BY, { agreementId: id })
    if (older) await markStatementPaid(BY, older.id, { paidOn: plusDays(older.issueDate, 10) })
  }
}
