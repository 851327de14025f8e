import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../../kernel/money'
import { accountType } from './account-type'
import { fromCp437, toCp437 } from './cp437'
import { readSie } from './read-sie'
import { SIE_PROBLEMS, type SieFile, type SieVoucher, writeSie } from './write-sie'

const SALE: SieVoucher = {
  series: 'L',
  number: null,
  date: '2026-11-01',
  text: 'Faktura 2026-1042, Åkeri "Björk" & Söner',
  registered: '2026-11-02',
  entries: [
    { account: '1510', amount: '125.00' },
    { account: '3051', amount: '-100.00', text: 'Laddning', objects: [{ dimension: 1, id: 'UME' }], quantity: '25.3' },
    { account: '2611', amount: '-25.00' },
  ],
}
const FILE: SieFile = {
  program: { name: 'Laddvakt', version: '0.4' },
  generated: '2026-11-20',
  company: { name: 'Norrskensladd AB', orgNumber: '9999009013' },
  year: { from: '2026-01-01', to: '2026-12-31' },
  chart: 'BAS2024',
  currency: 'SEK',
  accounts: [
    { number: '1510', name: 'Kundfordringar', type: 'T' },
    { number: '2611', name: 'Utgående moms på försäljning inom Sverige, 25 %', type: 'S' },
    { number: '3051', name: 'Försäljning laddning', type: 'I' },
  ],
  dimensions: [{ number: 1, name: 'Kostnadsställe', objects: [{ id: 'UME', name: 'Umeå' }] }],
  vouchers: [SALE],
}

const bytesOf = (file: SieFile) => {
  const result = writeSie(file)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.bytes
}
const codes = (file: SieFile) => {
  const result = writeSie(file)
  return 'problems' in result ? result.problems.map(({ code }) => code) : []
}

describe('code page 437', () => {
  it('has the Swedish letters where PC8 has them', () => {
    expect([...toCp437('ÅÄÖåäö')]).toEqual([0x8f, 0x8e, 0x99, 0x86, 0x84, 0x94])
  })

  it('takes composed and decomposed letters alike, and the nearest of what it lacks', () => {
    expect(fromCp437(toCp437('A\u030a – ž ø € 漢'))).toBe('Å - z o EUR ?')
  })

  it('gives back every character it has', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect([...toCp437(fromCp437(bytes))]).toEqual([...bytes])
      }),
    )
  })
})

describe('an account', () => {
  it.each([
    ['1510', 'T'],
    ['2611', 'S'],
    ['3001', 'I'],
    ['3740', 'I'],
    ['4010', 'K'],
    ['6570', 'K'],
    ['8313', 'I'],
    ['8410', 'K'],
  ])('%s is of type %s', (number, type) => expect(accountType(number)).toBe(type))
})

describe('a SIE file', () => {
  it('is written to the letter', () => {
    expect(fromCp437(bytesOf(FILE)).split('\r\n')).toEqual([
      '#FLAGGA 0',
      '#PROGRAM "Laddvakt" "0.4"',
      '#FORMAT PC8',
      '#GEN 20261120',
      '#SIETYP 4',
      '#ORGNR 999900-9013',
      '#FNAMN "Norrskensladd AB"',
      '#RAR 0 20260101 20261231',
      '#KPTYP "BAS2024"',
      '#VALUTA SEK',
      '#DIM 1 "Kostnadsställe"',
      '#OBJEKT 1 "UME" "Umeå"',
      '#KONTO 1510 "Kundfordringar"',
      '#KTYP 1510 T',
      '#KONTO 2611 "Utgående moms på försäljning inom Sverige, 25 %"',
      '#KTYP 2611 S',
      '#KONTO 3051 "Försäljning laddning"',
      '#KTYP 3051 I',
      '#VER "L" "" 20261101 "Faktura 2026-1042, Åkeri \\"Björk\\" & Söner" 20261102',
      '{',
      '#TRANS 1510 {} 125.00 "" ""',
      '#TRANS 3051 {1 "UME"} -100.00 "" "Laddning" 25.3',
      '#TRANS 2611 {} -25.00 "" ""',
      '}',
      '',
    ])
  })

  it('is read back as it was meant', () => {
    const voucher = readSie(bytesOf(FILE)).find(({ label }) => label === '#VER')!
    expect(voucher.fields).toEqual(['L', '', '20261101', SALE.text, '20261102'])
    expect(voucher.rows[1]!.fields).toEqual(['3051', ['1', 'UME'], '-100.00', '', 'Laddning', '25.3'])
  })

  it('does not let a backslash eat the quote after it', () => {
    const bytes = bytesOf({ ...FILE, vouchers: [{ ...SALE, text: 'C:\\' }] })
    expect(readSie(bytes).find(({ label }) => label === '#VER')?.fields[3]).toBe('C:/')
  })

  it('keeps its lines whole and its vouchers at zero, whatever the texts and sums', () => {
    const amounts = fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, fc.string({ unit: 'binary' }))), (drawn) => {
        const vouchers = drawn.map(([cents, text]): SieVoucher => {
          const all = [...cents, -cents.reduce((sum, one) => sum + one, 0)]
          const entries = all.map((one) => ({
            account: '1510',
            amount: new Decimal(one).dividedBy(100).toFixed(),
            text,
          }))
          return { ...SALE, text, entries }
        })
        const read = readSie(bytesOf({ ...FILE, vouchers })).filter(({ label }) => label === '#VER')
        expect(read.map(({ rows }) => rows.length)).toEqual(vouchers.map(({ entries }) => entries.length))
        for (const { rows } of read) {
          expect(Decimal.sum(0, ...rows.map(({ fields }) => String(fields[2]))).isZero()).toBe(true)
        }
      }),
      { numRuns: 20 },
    )
  })

  const spoiled: Record<(typeof SIE_PROBLEMS)[number], SieFile> = {
    'not-balanced': { ...FILE, vouchers: [{ ...SALE, entries: SALE.entries.slice(1) }] },
    'no-entries': { ...FILE, vouchers: [{ ...SALE, entries: [] }] },
    'too-many-decimals': {
      ...FILE,
      vouchers: [{ ...SALE, entries: ['0.005', '-0.005'].map((amount) => ({ account: '1510', amount })) }],
    },
    'not-an-amount': { ...FILE, vouchers: [{ ...SALE, entries: [{ account: '1510', amount: '1,00' }] }] },
    'not-an-account': { ...FILE, accounts: [...FILE.accounts, { number: '15AB', name: 'x', type: 'T' }] },
    'account-missing': { ...FILE, accounts: FILE.accounts.slice(1) },
    'object-missing': { ...FILE, dimensions: [] },
    'outside-year': { ...FILE, vouchers: [{ ...SALE, date: '2027-01-01' }] },
    'number-twice': { ...FILE, vouchers: [1, 2].map(() => ({ ...SALE, number: '7' })) },
    'company-without-number': { ...FILE, company: { name: 'x', orgNumber: '123' } },
  }

  it.each(SIE_PROBLEMS)('is refused for %s', (code) => {
    expect(codes(FILE)).toEqual([])
    expect(codes(spoiled[code])).toContain(code)
  })
})

describe('reading SIE', () => {
  it('passes over what it does not know and refuses what is broken', () => {
    expect(readSie(toCp437('#NEW {a b} "x"\n#FLAGGA 1'))).toEqual([
      { label: '#NEW', fields: [['a', 'b'], 'x'], rows: [] },
      { label: '#FLAGGA', fields: ['1'], rows: [] },
    ])
    expect(() => readSie(toCp437('#VER A\n{\n#TRANS'))).toThrow('not closed')
    expect(() => readSie(toCp437('#VER "A'))).toThrow('line 1')
  })
})
