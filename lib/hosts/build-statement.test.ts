import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { bookStatement, bookStatementPaid } from './book-statement'
import { buildStatement, type Change, type CountedMonth, untoldMonths } from './build-statement'
import { feeOf, NOTHING_COUNTED, operatorPart, plusCounted, type ShareTerms, shareBase, shareOf } from './share'

const TERMS: ShareTerms = {
  model: 'net-share',
  percent: '30',
  perKwh: null,
  monthlyFee: '500.00',
  feePayer: 'operator',
  vatPercent: '25',
  validFrom: '2026-09-16',
  validTo: null,
}
const change = (sessionId: string, month: string, net: string, over: Partial<Change> = {}): Change => ({
  ...NOTHING_COUNTED,
  sessionId,
  month,
  energyWh: '10000',
  revenueNet: net,
  ...over,
})

describe('a statement', () => {
  it('gives the share and the fee, with VAT', () => {
    const built = buildStatement(
      TERMS,
      true,
      '2026-10',
      [],
      [change('1', '2026-10', '80'), change('2', '2026-10', '20.55')],
    )
    expect(built.lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['share', '30.17'], // 100.55 × 30 % = 30.165
      ['fee', '500.00'],
    ])
    expect(built).toMatchObject({ shareNet: '530.17', shareVat: '132.54', payable: '662.71' })
  })

  it('sets an earlier month right on a line of its own', () => {
    const before = [{ month: '2026-10', ...NOTHING_COUNTED, revenueNet: '100.55', given: '30.17' }]
    const changes = [change('2', '2026-10', '-20.55', { energyWh: '0' }), change('3', '2026-11', '10')]
    const built = buildStatement({ ...TERMS, monthlyFee: '0' }, false, '2026-11', before, changes)
    expect(built.lines.map(({ kind, month, amount }) => [kind, month, amount])).toEqual([
      ['share', '2026-11', '3.00'],
      ['correction', '2026-10', '-6.17'], // 80.00 × 30 % = 24.00, of which 30.17 were given
    ])
    expect(built).toMatchObject({ shareVat: '0.00', payable: '-3.17' })
  })

  it('tells of months that were passed over: their shares, and their fees by the days it held', () => {
    const untold = untoldMonths(TERMS.validFrom, null, '2026-11')
    expect([untold, untoldMonths(TERMS.validFrom, '2026-10', '2026-11')]).toEqual([['2026-09', '2026-10'], []])
    const changes = [change('1', '2026-09', '100'), change('2', '2026-11', '10')]
    const built = buildStatement({ ...TERMS, feePayer: 'host' }, true, '2026-11', [], changes, untold)
    expect(built.lines.map(({ kind, month, amount }) => [kind, month, amount])).toEqual([
      ['share', '2026-09', '30.00'],
      ['share', '2026-11', '3.00'],
      ['fee', '2026-09', '-250.00'],
      ['fee', '2026-10', '-500.00'],
      ['fee', '2026-11', '-500.00'],
    ])
    expect(built).toMatchObject({ shareNet: '33.00', feeNet: '1250.00', feeVat: '312.50', payable: '-1521.25' })
  })

  it('takes a fee that the host pays off the share, with the operator’s VAT', () => {
    const built = buildStatement({ ...TERMS, feePayer: 'host' }, true, '2026-10', [], [change('1', '2026-10', '100')])
    expect(built).toMatchObject({
      shareNet: '30.00',
      shareVat: '7.50',
      feeNet: '500.00',
      feeVat: '125.00',
      payable: '-587.50',
    })
  })

  it('of an agreement that is over has corrections alone', () => {
    const ended = { ...TERMS, validTo: '2026-10-31' }
    expect(buildStatement(ended, true, '2026-11', [], []).lines).toEqual([])
    expect(buildStatement(ended, true, '2026-11', [], [change('9', '2026-10', '10')]).lines).toMatchObject([
      { kind: 'correction', month: '2026-10', amount: '3.00' },
    ])
  })

  it('has the fee for the days that the agreement holds', () => {
    expect(feeOf(TERMS, '2026-09').toFixed(2)).toBe('250.00') // 15 of 30 days
    expect(feeOf(TERMS, '2026-08').toFixed(2)).toBe('0.00')
  })
})

const ore = fc.integer({ min: -50_000, max: 500_000 }).map((minor) => (minor / 100).toFixed(2))
const wh = fc.integer({ min: 0, max: 90_000 }).map(String)
const terms = fc.oneof(
  fc
    .record({
      model: fc.constantFrom('net-share' as const, 'margin-share' as const),
      percent: fc.integer({ min: 0, max: 100_000 }).map((part) => (part / 1000).toFixed(3)),
    })
    .map((one) => ({ ...TERMS, ...one, monthlyFee: '0' })),
  fc.integer({ min: 0, max: 5_000_000 }).map((part) => ({
    ...TERMS,
    model: 'per-kwh' as const,
    percent: null,
    perKwh: (part / 1_000_000).toFixed(6),
    monthlyFee: '0',
  })),
)
const counted = fc.record({ energyWh: wh, revenueNet: ore, energyCost: ore, providerFees: ore })

describe('laws', () => {
  it('the host’s share and the operator’s part are the whole', () => {
    fc.assert(
      fc.property(terms, counted, (given, sums) => {
        const whole = given.model === 'per-kwh' ? new Decimal(sums.revenueNet) : shareBase(given, sums)
        expect(shareOf(given, sums).plus(operatorPart(given, sums)).toFixed()).toBe(whole.toFixed())
      }),
    )
  })

  it('all statements together give what one statement of the final rows would', () => {
    const MONTHS = ['2026-10', '2026-11', '2026-12'] as const
    const gen = fc.array(fc.record({ of: fc.nat(2), told: fc.nat(2), sums: counted }), { maxLength: 12 })
    fc.assert(
      fc.property(terms, gen, (given, rows) => {
        let before: CountedMonth[] = []
        let paid = new Decimal(0)
        for (const [at, month] of MONTHS.entries()) {
          // Told in or after its own month: late ones and corrections are changes of an earlier month.
          const changes = rows.flatMap(({ of, told, sums }, id) =>
            Math.max(of, told) === at ? [{ ...sums, sessionId: String(id), month: MONTHS[of]! }] : [],
          )
          const built = buildStatement(given, true, month, before, changes)
          paid = paid.plus(built.shareNet)
          for (const line of built.lines) {
            const sum = before.find((one) => one.month === line.month) ?? {
              month: line.month,
              ...NOTHING_COUNTED,
              given: '0',
            }
            before = [
              ...before.filter((one) => one.month !== line.month),
              {
                ...plusCounted(sum, line),
                month: line.month,
                given: new Decimal(sum.given).plus(line.amount).toFixed(),
              },
            ]
          }
          const entries = [...bookStatement(built), ...bookStatementPaid(built.payable)]
          expect(entries.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed()).toBe('0')
        }
        const final = MONTHS.reduce((sum, month) => {
          const whole = rows
            .filter(({ of }) => MONTHS[of] === month)
            .reduce((all, { sums }) => plusCounted(all, sums), NOTHING_COUNTED)
          return sum.plus(shareOf(given, whole))
        }, new Decimal(0))
        expect(paid.toFixed(2)).toBe(final.toFixed(2))
      }),
    )
  })
})
