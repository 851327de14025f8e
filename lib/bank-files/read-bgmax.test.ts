import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../kernel/money'
import { BGMAX_FAULTS, type BgMaxFault } from './bgmax-file'
import { readBgMax } from './read-bgmax'

/** A line of 80 characters: each field at its position from 1, as the manual's tables have them. */
function line(code: string, ...fields: readonly (readonly [at: number, text: string])[]): string {
  const cells = Array.from({ length: 80 }, () => ' ')
  for (const [at, text] of [[1, code] as const, ...fields]) cells.splice(at - 1, text.length, ...text)
  return cells.join('').slice(0, 80)
}
const zeros = (value: number | string, width: number) => String(value).padStart(width, '0')

const start = (text = 'BGMAX', version = '01', date = '20261201') =>
  line('01', [3, text], [23, version], [25, `${date}173035010331`], [45, 'P'])
const open = (currency = 'SEK') => line('05', [3, zeros('9912346', 10)], [23, currency])
const paid = (code: '20' | '21' | '22' | '23', cents: number | string, reference: string, kind = '2', serial = '') =>
  line(
    code,
    [3, zeros('3783511', 10)],
    [38 - reference.length, reference],
    [38, zeros(cents, 18)],
    [56, kind],
    [57, '2'],
    [58, serial],
    [70, '0'],
    [71, code === '21' ? '0' : ' '],
  )
const deposit = (cents: number, count: number, { date = '20261201', currency = 'SEK' } = {}) =>
  line(
    '15',
    [3, zeros('58410000010098232', 35)],
    [38, date],
    [46, '00074'],
    [51, zeros(cents, 18)],
    [69, currency],
    [72, zeros(count, 8)],
  )
const end = (payments: number, deductions: number, references: number, deposits: number) =>
  line('70', [3, [payments, deductions, references, deposits].map((count) => zeros(count, 8)).join('')])
const payer = [
  line('26', [3, 'Kalles Plåt AB']),
  line('27', [3, 'Storgatan 2'], [38, '12345']),
  line('28', [3, 'Storåker']),
  line('29', [3, '005500001234']),
]

const WHOLE = [
  start(),
  open(),
  paid('20', 100_000, '2026104204', '2', '000000000010'),
  ...payer,
  paid('21', 50_000, '', '0', '000000000011'),
  paid('20', 140_000, '', '3', '000000000012'),
  paid('22', 190_000, '2026104303'),
  paid('22', 0, '2026104402'),
  paid('23', 50_000, '2026999901'),
  line('25', [3, 'Betalning med extra referenser']),
  deposit(190_000, 3),
  open(),
  paid('20', 800_000, 'Faktura 7', '4', '000000000013'),
  deposit(800_000, 1, { date: '20261202' }),
  end(3, 1, 3, 2),
]
const read = (lines: readonly string[], lineEnd = '\r\n') => readBgMax(Buffer.from(lines.join(lineEnd), 'latin1'))
const instead = (at: number, ...lines: readonly string[]) => [...WHOLE.slice(0, at), ...lines, ...WHOLE.slice(at + 1)]
const END = WHOLE.length - 1

describe('a BgMax file', () => {
  it('is read with its payments, references, deductions and payers', () => {
    const file = read(WHOLE)
    expect(file.faults).toEqual([])
    expect([file.createdAt, file.isTest]).toEqual(['2026-12-01 17:30:35', false])
    const [first, second] = file.deposits
    expect(first).toMatchObject({
      bankgiro: '9912346',
      plusgiro: null,
      currency: 'SEK',
      paidOn: '2026-12-01',
      account: '58410000010098232',
      serial: '74',
      amount: '1900.00',
    })
    expect(first!.payments[0]).toMatchObject({
      kind: 'payment',
      amount: '1000.00',
      referenceKind: 'ocr',
      references: [{ reference: '2026104204', amount: null }],
      channel: 'supplier-payments',
      serial: '000000000010',
      payer: {
        bankgiro: '3783511',
        name: 'Kalles Plåt AB',
        address: 'Storgatan 2, 12345 Storåker',
        orgNumber: '5500001234',
      },
    })
    expect(first!.payments[1]).toMatchObject({
      kind: 'deduction',
      amount: '-500.00',
      references: [],
      deductionCode: '0',
    })
    expect(first!.payments[2]).toMatchObject({
      referenceKind: 'several',
      references: [
        { reference: '2026104303', amount: '1900.00' },
        { reference: '2026104402', amount: null },
        { reference: '2026999901', amount: '-500.00' },
      ],
      information: ['Betalning med extra referenser'],
    })
    expect(second!.payments[0]).toMatchObject({ referenceKind: 'text', references: [{ reference: 'Faktura 7' }] })
  })

  it('gives each payment a key of its own that is the same whenever it is read', () => {
    const keys = read(WHOLE).deposits.flatMap(({ payments }) => payments.map(({ key }) => key))
    expect(new Set(keys).size).toBe(4)
    expect(read(WHOLE, '\n').deposits.flatMap(({ payments }) => payments.map(({ key }) => key))).toEqual(keys)
    const bare = read([start(), open(), paid('20', 1, '18'), paid('20', 1, '18'), deposit(2, 2), end(2, 0, 0, 1)])
    expect(new Set(bare.deposits[0]!.payments.map(({ key }) => key)).size).toBe(2)
  })

  it('may have lines of unknown kinds, blank ones at its end, and lines without trailing blanks', () => {
    const lines = [...WHOLE.slice(0, 2), line('99', [3, 'new']), ...WHOLE.slice(2), '', ''].map((one) => one.trimEnd())
    expect(read(lines)).toEqual(read(WHOLE))
  })

  const SPOILED: Record<BgMaxFault['code'], readonly string[]> = {
    'not-bgmax': instead(0, start('OTHER')),
    'unknown-version': instead(0, start('BGMAX', '02')),
    'end-missing': WHOLE.slice(0, -1),
    'after-end': [...WHOLE, open()],
    'outside-section': instead(1),
    'section-open': instead(END - 1),
    'detail-without-payment': instead(2),
    'not-an-amount': instead(2, paid('20', 'X', '18')),
    'not-a-date': instead(END - 1, deposit(800_000, 1, { date: '20261301' })),
    'currency-differs': instead(END - 1, deposit(800_000, 1, { currency: 'EUR' })),
    'deposit-amount-differs': instead(END - 1, deposit(800_001, 1)),
    'deposit-count-differs': instead(END - 1, deposit(800_000, 2)),
    'payment-count-differs': instead(END, end(2, 1, 3, 2)),
    'deduction-count-differs': instead(END, end(3, 0, 3, 2)),
    'reference-count-differs': instead(END, end(3, 1, 2, 2)),
    'deposits-differ': instead(END, end(3, 1, 3, 1)),
  }

  it.each(BGMAX_FAULTS)('with the fault %s says so', (code) => {
    expect(read(SPOILED[code]).faults.map((fault) => fault.code)).toContain(code)
  })

  it('says where, and what was expected', () => {
    expect(read(SPOILED['deposit-amount-differs']).faults).toEqual([
      { code: 'deposit-amount-differs', line: END, expected: '8000.01', found: '8000.00' },
    ])
  })

  it('that is something else is refused, not misread', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(readBgMax(bytes).faults.length).toBeGreaterThan(0)
      }),
    )
  })

  it('adds up to the öre, whatever is in it', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(amounts, (cents) => {
        const sum = cents.reduce((total, one) => total + one, 0)
        const payments = cents.map((one, at) => paid('20', one, '18', '2', zeros(at, 12)))
        const file = read([start(), open(), ...payments, deposit(sum, cents.length), end(cents.length, 0, 0, 1)])
        expect(file.faults).toEqual([])
        const found = Decimal.sum(0, ...file.deposits[0]!.payments.map(({ amount }) => amount))
        expect(found.times(100).equals(sum)).toBe(true)
      }),
    )
  })
})
