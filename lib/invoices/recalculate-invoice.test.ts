import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { bookInvoice } from '../ledger/book'
import { isPriced } from '../tariffs/price-session'
import { billPrice } from './billable-session'
import { buildInvoice } from './build-invoice'
import { compareEvidence } from './compare-evidence'
import { packEvidence, type SessionEvidence, unpackEvidence } from './evidence'
import { rateEvidence } from './rate-evidence'
import { type IssuedInvoice, recalculateInvoice } from './recalculate-invoice'

const START = Date.UTC(2026, 9, 5, 18, 0)
const MINUTE = 60_000
const words = (elements: unknown, over: object = {}) => ({
  versionId: '7',
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements,
  limits: null,
  ...over,
})
/** By day and by night, with a start fee, so that it matters when the meter said what. */
const BY_HOUR = [
  { components: [{ dimension: 'flat', price: '5.00' }] },
  { components: [{ dimension: 'energy', price: '2.10' }], restrictions: { startTime: '21:00', endTime: '06:00' } },
  { components: [{ dimension: 'energy', price: '3.90' }] },
]

/** A session of OCPP 1.6 with a reading every ten minutes. @param steps Wh between them */
const evidenceOf = (steps: readonly number[], over: Partial<SessionEvidence> = {}): SessionEvidence => {
  let register = 1_000_000
  const rows = steps.map((wh, index) => {
    register += wh
    return [START + (index + 1) * 10 * MINUTE, register, '', register - 1_000_000, 'Sample.Periodic'].join('\t')
  })
  return {
    v: 1,
    startedAt: START,
    endedAt: START + (steps.length * 10 + 5) * MINUTE,
    energyWh: String(register - 1_000_000),
    meterStartWh: '1000000',
    meterStopWh: String(register),
    isKeyedByStation: false,
    isStartDerived: false,
    timeZone: 'Europe/Stockholm',
    priceArea: 'SE3',
    phases: `${START} charging`,
    readings: rows.join('\n'),
    spot: '',
    correctedWh: null,
    tariff: words(BY_HOUR),
    agreement: null,
    lines: '1\tsession\tLaddning',
    ...over,
  }
}

/** Issues an invoice of sessions, as the house does, and what working it out again needs. */
function issue(
  sessions: readonly SessionEvidence[],
  options: { isReverseCharge?: boolean; roundsToWhole?: boolean } = {},
) {
  const parts = sessions.flatMap((evidence, at) => {
    const { price } = rateEvidence(evidence)
    if (!isPriced(price)) throw new Error('unpriced')
    const terms = { pricesIncludeVat: evidence.tariff!.pricesIncludeVat, vatPercent: evidence.tariff!.vatPercent }
    return [{ id: String(at + 1), terms, price }]
  })
  const billables = parts.flatMap(({ id, terms, price }) =>
    billPrice({ ...terms, total: price.total, priceLines: price.lines }, 'sv').map((one) => ({ ...one, id })),
  )
  const { isReverseCharge = false, roundsToWhole = false } = options
  const built = buildInvoice(billables, { currency: 'SEK', isReverseCharge, roundsToWhole })
  const invoice: IssuedInvoice = {
    ...built,
    kind: 'invoice',
    language: 'sv',
    currency: 'SEK',
    roundsToWhole,
    lines: built.lines.map((line, at) => ({
      ...line,
      position: at + 1,
      kind: 'session' as const,
      sessionId: billables[at]!.id,
      source: { line: billables[at]!.line, isVatIncluded: billables[at]!.isVatIncluded },
      fee: null,
    })),
    booked: bookInvoice('invoice', built),
  }
  const reworked = new Map(parts.map(({ id, terms, price }) => [id, { ...terms, price }]))
  return { invoice, reworked }
}

const steps = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 2, maxLength: 20 })
const someSessions = fc.array(
  fc.tuple(steps, fc.constantFrom('0.79', '3.905', '4'), fc.boolean()).map(([wh, price, pricesIncludeVat]) =>
    evidenceOf(wh, {
      tariff: words([...BY_HOUR.slice(0, 2), { components: [{ dimension: 'energy', price }] }], { pricesIncludeVat }),
    }),
  ),
  { minLength: 1, maxLength: 4 },
)

describe('an issued invoice, worked out again', () => {
  it('is itself, whatever was charged and however it is taxed', () => {
    fc.assert(
      fc.property(someSessions, fc.boolean(), fc.boolean(), (sessions, isReverseCharge, roundsToWhole) => {
        const { invoice, reworked } = issue(sessions, { isReverseCharge, roundsToWhole })
        expect(recalculateInvoice(invoice, reworked)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('tells any öre that is moved: of a line, of a total, of the books', () => {
    const amounts = ['net', 'vat', 'gross', 'quantity', 'unitPrice'] as const
    const totals = ['netTotal', 'vatTotal', 'grossTotal', 'rounding', 'payable'] as const
    fc.assert(
      fc.property(
        someSessions,
        fc.nat(),
        fc.constantFrom(...amounts, ...totals, 'booked' as const),
        (sessions, pick, field) => {
          const { invoice, reworked } = issue(sessions)
          const more = (amount: string) => new Decimal(amount).plus('0.01').toFixed(2)
          const at = pick % invoice.lines.length
          const changed: IssuedInvoice =
            field === 'booked'
              ? {
                  ...invoice,
                  booked: invoice.booked.map((entry, i) =>
                    i === 0 ? { ...entry, amount: more(entry.amount) } : entry,
                  ),
                }
              : (totals as readonly string[]).includes(field)
                ? { ...invoice, [field]: more(invoice[field as 'payable']) }
                : {
                    ...invoice,
                    lines: invoice.lines.map((line, i) =>
                      i === at ? { ...line, [field]: more(line[field as 'net']) } : line,
                    ),
                  }
          expect(recalculateInvoice(changed, reworked)).not.toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })

  it('says by how much a price is another', () => {
    const { invoice } = issue([evidenceOf([10_000])])
    const { reworked } = issue([evidenceOf([10_004])])
    expect(recalculateInvoice(invoice, reworked)).toEqual([
      { what: 'price', sessionId: '1', issued: '44', recalculated: '44.02' },
    ])
  })
})

describe('what is kept', () => {
  it('opens as it was packed, and not at all when one byte of it is another', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.integer({ min: 1, max: 255 }), (wh, place, flip) => {
        const evidence = evidenceOf(wh)
        const packed = packEvidence(evidence)
        expect(unpackEvidence(packed)).toEqual(evidence)
        const content = Buffer.from(packed.content)
        content[place % content.length]! ^= flip
        const opened = unpackEvidence({ ...packed, content })
        // Some bits of a packed stream say nothing: then it says the same.
        if (opened !== null) expect(opened).toEqual(evidence)
      }),
    )
  })

  it('is compared byte by byte: any digit of a reading, register, phase, tariff, price or agreement', () => {
    const full = evidenceOf([1_000, 2_000, 500], {
      spot: `${START}\t512.34\tSEK`,
      agreement: { discountPercent: '10' },
      correctedWh: '3400',
    })
    const text = JSON.stringify(full)
    const places = [...text].flatMap((char, at) => (/\d/.test(char) ? [at] : []))
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(text[at]) + by) % 10
        // No number in JSON begins with a zero that something follows.
        fc.pre(digit !== 0 || !/[[:,-]$/.test(text.slice(0, at)) || !/\d/.test(text[at + 1] ?? ''))
        const now = JSON.parse(text.slice(0, at) + digit + text.slice(at + 1)) as SessionEvidence
        const untold = ['v', 'timeZone', 'priceArea', 'lines'] as const
        fc.pre(untold.every((field) => now[field] === full[field]))
        expect(compareEvidence(full, now)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('is not contradicted by what came later, nor by readings that are all gone', () => {
    const full = evidenceOf([1_000, 2_000])
    const late = [START + 21 * MINUTE, 1_003_000, '', 3_000, 'Sample.Clock'].join('\t')
    expect(compareEvidence(full, { ...full, readings: `${full.readings}\n${late}` })).toEqual([])
    expect(compareEvidence(full, { ...full, phases: `${full.phases}\n${START + MINUTE} suspended-ev` })).toEqual([])
    expect(compareEvidence(full, { ...full, readings: '' })).toEqual([])
    const planned = { ...full, agreement: { discountPercent: '10', monthCap: { limit: '500', used: '20' } } }
    const pricedAnew = { discountPercent: '10', monthCap: { limit: '500', used: '90' } }
    expect(compareEvidence(planned, { ...planned, agreement: pricedAnew })).toEqual([])
    expect(compareEvidence(planned, { ...planned, agreement: { discountPercent: '11' } })).toMatchObject([
      { what: 'agreement' },
    ])
    const [first] = full.readings.split('\n')
    expect(compareEvidence(full, { ...full, readings: first! })).toMatchObject([{ what: 'meter', recalculated: null }])
  })

  it('is rated from the raw registers: a reading that says more costs more', () => {
    // 21 o'clock in Stockholm is 19 UTC, an hour into it: what was charged before it costs more.
    const [early, late] = [evidenceOf([9_000, 0, 0, 0, 0, 0, 0, 0, 0]), evidenceOf([0, 0, 0, 0, 0, 0, 0, 0, 9_000])]
    const totals = [early, late].map((one) => rateEvidence(one).price)
    expect(totals).toMatchObject([{ total: '40.10' }, { total: '23.90' }])
    expect(rateEvidence({ ...early, meterStopWh: '1009001' }).measuredWh).toBe('9001')
    expect(rateEvidence({ ...early, correctedWh: '1000' }).price).toMatchObject({ total: '8.90' })
    expect(rateEvidence({ ...early, readings: '', meterStopWh: null, meterStartWh: null }).measuredWh).toBe(null)
  })

  it('with an agreement is rated by it', () => {
    const plain = evidenceOf([10_000])
    expect(rateEvidence(plain).price).toMatchObject({ total: '44.00' })
    expect(rateEvidence({ ...plain, agreement: { discountPercent: '50' } }).price).toMatchObject({ total: '22.00' })
    expect(() => rateEvidence({ ...plain, agreement: { surprise: 1 } })).toThrow()
  })
})
