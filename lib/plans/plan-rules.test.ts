import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plusDays } from '../invoices/due-date'
import { Decimal } from '../kernel/money'
import { describePlan } from './describe-plan'
import { chooseGrant, type Grant } from './grant'
import { newPlanFormSchema, planFields } from './plan-input'
import { daysIn, lastDayOf, monthsEnded } from './plan-month'
import { type PlanTerms, planTermsSchema } from './plan-terms'
import { allowanceOf, drawFor } from './session-plan'
import { feeParts } from './subscription-fee'

const TERMS: PlanTerms = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25', monthlyFee: '199' }
const grant = (over: Partial<Grant> & { terms?: PlanTerms } = {}): Grant => ({
  subscriptionId: 1n,
  width: 3,
  fromDay: '2026-01-01',
  untilDay: null,
  versions: [{ id: 1n, fromDay: '2026-01-01', terms: over.terms ?? TERMS }],
  used: new Map(),
  ...over,
})
const sum = (amounts: readonly string[]) => amounts.reduce((all, one) => all.plus(one), new Decimal(0)).toFixed()
const months = fc.constantFrom('2026-02-01', '2026-04-01', '2026-10-01', '2028-02-01')

describe('fees', () => {
  it('of a month cut anywhere, at the same fee, sum to the whole to the öre', () => {
    fc.assert(
      fc.property(
        months,
        fc.integer({ min: 1, max: 999_999 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 27 }), { maxLength: 5 }),
        (month, minor, cuts) => {
          const terms = { ...TERMS, monthlyFee: new Decimal(minor).dividedBy(100).toFixed(2) }
          const ends = [...cuts.sort((a, b) => a - b).map((day) => plusDays(month, day - 1)), lastDayOf(month)]
          const parts = ends.flatMap((untilDay, at) =>
            feeParts(grant({ terms, fromDay: at === 0 ? month : plusDays(ends[at - 1]!, 1), untilDay }), month),
          )
          expect(sum(parts.map(({ amount }) => amount))).toBe(new Decimal(terms.monthlyFee).toFixed())
          // A version of the plan that changes nothing about the fee does not either.
          const versions = ends.map((_, at) => ({
            id: BigInt(at),
            fromDay: at === 0 ? month : plusDays(ends[at - 1]!, 1),
            terms,
          }))
          expect(feeParts(grant({ versions }), month).map(({ amount }) => amount)).toEqual(
            parts.map(({ amount }) => amount),
          )
        },
      ),
    )
  })

  it.each([
    ['2026-10-11', null, '2026-10-01', ['134.81']],
    ['2026-10-31', '2026-11-01', '2026-10-01', ['6.42']],
    ['2026-10-31', '2026-11-01', '2026-11-01', ['6.63']],
    ['2026-10-31', '2026-11-01', '2026-12-01', []],
  ])('from %s to %s in %s', (fromDay, untilDay, month, amounts) => {
    expect(feeParts(grant({ fromDay, untilDay }), month).map(({ amount }) => amount)).toEqual(amounts)
  })

  it('before a plan was written are as its first day left it, in one part', () => {
    const versions = [
      { id: 1n, fromDay: '2026-10-20', terms: { ...TERMS, monthlyFee: '1990' } },
      { id: 2n, fromDay: '2026-10-20', terms: TERMS },
    ]
    expect(feeParts(grant({ versions, fromDay: '2026-10-01' }), '2026-10-01')).toMatchObject([
      { planVersionId: 2n, from: '2026-10-01', to: '2026-10-31', amount: '199' },
    ])
  })

  it('have a VAT rate that can be booked', () => {
    const said = (over: object) => planTermsSchema.safeParse({ ...TERMS, ...over })
    expect(said({ vatPercent: '6.00' }).success).toBe(true)
    expect(said({ vatPercent: '10' }).error?.issues).toMatchObject([
      { path: ['vatPercent'], message: 'no-such-vat-rate' },
    ])
    expect(said({ vatPercent: '10', monthlyFee: undefined, energyPrice: '2' }).success).toBe(true)
  })

  it('are taken of months that have ended within a run’s span', () => {
    expect(monthsEnded('2026-08-15', '2026-10-31', '2026-11-01')).toEqual(['2026-08-01', '2026-09-01', '2026-10-01'])
    expect(monthsEnded('2026-10-01', '2026-10-30', '2026-11-20')).toEqual([])
    expect(monthsEnded('2026-10-01', '2026-11-30', '2026-11-30')).toEqual(['2026-10-01'])
  })
})

describe('what a month gives', () => {
  it('is its days’ share, by the versions in effect', () => {
    const versions = [
      { id: 1n, fromDay: '2026-01-01', terms: { ...TERMS, includedKwh: '90', monthCap: '300' } },
      { id: 2n, fromDay: '2026-11-16', terms: { ...TERMS, includedKwh: '30', monthCap: '300' } },
    ]
    const given = allowanceOf(grant({ versions, fromDay: '2026-11-11' }), versions[1]!.terms, '2026-11-01')
    // 5 days of 90 and 15 of 30, of thirty; the cap for 20 days.
    expect([given.includedWh.toNumber(), given.monthCap?.toNumber()]).toEqual([30_000, 200])
  })

  it('never gives more in all than it has, nor does a session priced again lose what it used', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(60)), { maxLength: 25 }), (steps) => {
        const terms = { ...TERMS, includedKwh: '100' }
        const sessions = new Map<number, { wh: string; amount: string; given: number }>()
        for (const [id, kwh] of steps) {
          const own = sessions.get(id)
          const others = sum([...sessions].flatMap(([other, { wh }]) => (other === id ? [] : [wh])))
          const was = own && { wh: own.wh, amount: '0', month: '2026-11-01', agreement: { includedWh: own.given } }
          const plan = { grant: grant({ terms }), versionId: 1n, was: was ?? null }
          const draw = drawFor(plan, new Date('2026-11-18T12:00:00Z'), SEK, { wh: others, amount: '0' })
          const given = draw?.agreement.includedWh ?? 0
          if (own) expect(given).toBeGreaterThanOrEqual(Number(own.wh))
          sessions.set(id, { wh: String(Math.min(given, kwh * 1000)), amount: '0', given })
          expect(Number(sum([...sessions.values()].map(({ wh }) => wh)))).toBeLessThanOrEqual(100_000)
        }
      }),
    )
  })

  it('is stated as the tariff states its prices, and only in its currency', () => {
    const plan = { grant: grant({ terms: { ...TERMS, energyPrice: '2.50' } }), versionId: 1n, was: null }
    const nothing = { wh: '0', amount: '0' }
    const at = new Date('2026-11-18T12:00:00Z')
    expect(drawFor(plan, at, { ...SEK, pricesIncludeVat: false }, nothing)?.agreement).toEqual({ energyPrice: '2' })
    expect(drawFor(plan, at, { ...SEK, currency: 'EUR' }, nothing)).toBeNull()
  })
})
const SEK = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25' }

it('the narrowest plan that runs on the day counts', () => {
  const wide = grant({ width: 3, subscriptionId: 3n })
  const narrow = grant({ width: 0, subscriptionId: 0n, fromDay: '2026-11-10', untilDay: '2026-11-20' })
  const on = (day: string) => chooseGrant([wide, narrow], day)?.subscriptionId
  expect(['2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'].map(on)).toEqual([3n, 0n, 0n, 3n])
  expect(chooseGrant([wide], '2025-12-31')).toBeNull()
})

it('a form’s texts become terms and back; a plan in words', () => {
  const form = {
    ...planFields({ ...TERMS, includedKwh: '100', discountPercent: '10', discountOn: ['energy'], freeIdleMinutes: 30 }),
    name: 'Bas',
    note: '',
    energyPrice: '2,90',
  }
  const read = newPlanFormSchema.parse(form)
  expect(read.terms).toEqual({
    ...TERMS,
    includedKwh: '100',
    energyPrice: '2.90',
    discountPercent: '10',
    discountOn: ['energy'],
    freeIdleMinutes: 30,
  })
  expect(newPlanFormSchema.safeParse({ ...form, monthlyFee: 'x', discountPercent: '101' }).error?.issues).toHaveLength(
    2,
  )
  expect(describePlan(read.terms, 'sv').replace(/\s/g, ' ')).toBe(
    '199 kr i månaden; 100 kWh ingår varje månad, därefter 2,90 kr/kWh; 10 % rabatt på energi; 30 minuters uppställning ingår; inkl. 25 % moms.',
  )
  expect(describePlan({ ...read.terms, sessionCap: '150' }, 'en').replace(/\s/g, ' ')).toBe(
    'SEK 199 a month; 100 kWh included every month, then SEK 2.90/kWh; 10% off energy; 30 minutes of idling included; no charge costs more than SEK 150; incl. 25% VAT.',
  )
  expect(daysIn('2028-02-01')).toBe(29)
})
