import { Decimal } from '../../kernel/money'
import { makeOcr } from '../../references/ocr'
import type { InvoiceBuyer, InvoiceDocument, InvoiceLine, InvoiceSeller, VatTotal } from '../invoice-document'
import { LOGO_PNG } from './logo'

/** Documents as a month of an operator gives them, with sums that agree. Names are made up; numbers are of series not given out. */

export const SELLER: InvoiceSeller = {
  name: 'Norrskensladd AB',
  orgNumber: '9999009013',
  vatNumber: 'SE999900901301',
  address: { street: 'Hamngatan 12', postalCode: '972 38', city: 'Luleå', country: 'SE' },
  seat: 'Luleå',
  isFTaxApproved: true,
  email: 'faktura@norrskensladd.example',
  phone: '0920-12 34 56',
  web: 'norrskensladd.example',
  bankgiro: '160-9908',
  plusgiro: null,
  iban: 'SE3550000000054910000003',
  bic: 'ESSESESS',
  swishNumber: '1231181189',
  endpoint: { scheme: '0007', id: '9999009013' },
  logo: { type: 'image/png', base64: LOGO_PNG },
}

export const BUYER: InvoiceBuyer = {
  customerNumber: '10042',
  name: 'Åkeri Björk & Söner AB',
  orgNumber: '9999009021',
  vatNumber: 'SE999900902101',
  address: { street: 'Östra Ängsvägen 4', postalCode: '903 31', city: 'Umeå', country: 'SE' },
  email: 'ekonomi@akeribjork.example',
  reference: 'Märta Lindqvist',
  orderReference: null,
  endpoint: { scheme: '0007', id: '9999009021' },
}

type SampleLine = Pick<InvoiceLine, 'kind' | 'text' | 'quantity' | 'unit' | 'gross'> &
  Partial<Pick<InvoiceLine, 'vatPercent' | 'vatCategory' | 'costCentre' | 'session'>>

type Head = Omit<InvoiceDocument, 'lines' | 'vatTotals' | 'netTotal' | 'vatTotal' | 'grossTotal' | 'payable'>

const HEAD: Head = {
  kind: 'invoice',
  number: '2026-1042',
  language: 'sv',
  issueDate: '2026-11-01',
  dueDate: '2026-12-01',
  supply: { from: '2026-10-01', to: '2026-10-31' },
  currency: 'SEK',
  seller: SELLER,
  buyer: BUYER,
  credits: null,
  ocr: makeOcr('20261042', { level: 'length' }),
  rounding: '0.00',
  vatTotalSek: null,
  notes: [],
  lateInterestPercent: '10.5',
  reminderFee: '60.00',
}

const STATIONS = [
  ['Umeå Resecentrum', 'NRL-UME-01'],
  ['Umeå Resecentrum', 'NRL-UME-02'],
  ['Skellefteå Hamn', 'NRL-SKE-03'],
  ['Luleå Storheden', 'NRL-LUL-11'],
] as const
const DRIVERS = ['Göran Öberg', 'Siv Ångström', 'Jonas Häll', 'Ellen Ek', null] as const
const VEHICLES = ['ABC 12D', 'XYZ 789', 'LMN 45E', 'ÅÄÖ 111'] as const
const CENTRES = [{ code: '4110', name: 'Fjärrtrafik' }, { code: '4120', name: 'Distribution, Umeå' }, null] as const

/** A session of the month, the nth of them; the numbers vary so that sums do not come out even. */
export function sessionLine(n: number, over: Partial<SampleLine> = {}): SampleLine {
  const [site, station] = STATIONS[n % STATIONS.length]!
  const day = String(1 + ((n * 7) % 31)).padStart(2, '0')
  const hour = String((n * 5) % 21).padStart(2, '0')
  const energyKwh = new Decimal(8).plus(new Decimal(n % 37).times('1.337')).toFixed(3)
  return {
    kind: 'session',
    text: `Laddning ${station}`,
    quantity: energyKwh,
    unit: 'kWh',
    gross: new Decimal(energyKwh).times('4.95').toFixed(2),
    costCentre: CENTRES[n % CENTRES.length]!,
    session: {
      id: String(81_000 + n),
      station,
      site,
      startedAt: `2026-10-${day}T${hour}:12:04Z`,
      endedAt: `2026-10-${day}T${hour}:58:41Z`,
      timeZone: 'Europe/Stockholm',
      energyKwh,
      vehicle: VEHICLES[n % VEHICLES.length]!,
      driver: DRIVERS[n % DRIVERS.length]!,
    },
    ...over,
  }
}

/** Sums the lines the way invoices are summed: VAT is taken out of each rate's gross sum, and the lines' nets are evened out to it. */
export function documentOf(input: readonly SampleLine[], over: Partial<Head> = {}): InvoiceDocument {
  const head = { ...HEAD, ...over }
  const keyOf = (line: SampleLine) => `${line.vatCategory ?? 'S'} ${line.vatPercent ?? '25'}`
  const nets = new Map<SampleLine, Decimal>()
  const vatTotals: VatTotal[] = []
  for (const key of new Set(input.map(keyOf))) {
    const its = input.filter((line) => keyOf(line) === key)
    const [category, percent] = key.split(' ') as [VatTotal['category'], string]
    const gross = its.reduce((sum, line) => sum.plus(line.gross), new Decimal(0))
    const vat = gross.times(percent).dividedBy(new Decimal(percent).plus(100)).toDecimalPlaces(2)
    const net = gross.minus(vat)
    const exact = its.map((line) => new Decimal(line.gross).times(100).dividedBy(new Decimal(percent).plus(100)))
    const floors = exact.map((value) => value.toDecimalPlaces(2, Decimal.ROUND_FLOOR))
    let rest = net
      .minus(Decimal.sum(0, ...floors))
      .times(100)
      .toNumber()
    const order = its
      .map((_, at) => at)
      .sort((a, b) => exact[b]!.minus(floors[b]!).comparedTo(exact[a]!.minus(floors[a]!)))
    for (const at of order) nets.set(its[at]!, rest-- > 0 ? floors[at]!.plus('0.01') : floors[at]!)
    vatTotals.push({
      category,
      percent,
      taxable: net.toFixed(2),
      vat: vat.toFixed(2),
      exemptionReason: category === 'E' ? 'Undantag från skatteplikt enligt 10 kap. mervärdesskattelagen' : null,
    })
  }
  const lines = input.map((line, at): InvoiceLine => {
    const net = nets.get(line)!
    return {
      position: at + 1,
      kind: line.kind,
      text: line.text,
      quantity: line.quantity,
      unit: line.unit,
      unitPrice: net.dividedBy(line.quantity).toDecimalPlaces(6).toFixed(),
      net: net.toFixed(2),
      vatPercent: line.vatPercent ?? '25',
      vatCategory: line.vatCategory ?? 'S',
      vat: new Decimal(line.gross).minus(net).toFixed(2),
      gross: line.gross,
      costCentre: line.costCentre ?? null,
      session: line.session ?? null,
    }
  })
  const sum = (values: readonly string[]) => Decimal.sum(0, ...values)
  const netTotal = sum(lines.map(({ net }) => net))
  const vatTotal = sum(vatTotals.map(({ vat }) => vat))
  const grossTotal = netTotal.plus(vatTotal)
  return {
    ...head,
    lines,
    vatTotals,
    netTotal: netTotal.toFixed(2),
    vatTotal: vatTotal.toFixed(2),
    grossTotal: grossTotal.toFixed(2),
    payable: grossTotal.plus(head.rounding).toFixed(2),
  }
}

const MONTH: readonly SampleLine[] = [
  ...Array.from({ length: 62 }, (_, n) => sessionLine(n)),
  { kind: 'subscription', text: 'Abonnemang Flotta Bas, oktober', quantity: '14', unit: 'month', gross: '2450.00' },
  { kind: 'fee', text: 'Taggar, levererade 3 oktober', quantity: '5', unit: 'piece', gross: '312.50' },
  { kind: 'discount', text: 'Volymrabatt', quantity: '-1', unit: 'piece', gross: '-350.00' },
]

/** A fleet's month over several pages, with a subscription, a fee, a discount and öre rounding. */
export const fleetInvoice = (): InvoiceDocument => {
  const cents = new Decimal(documentOf(MONTH).grossTotal).modulo(1)
  const rounding = cents.greaterThanOrEqualTo('0.5') ? new Decimal(1).minus(cents) : cents.negated()
  return documentOf(MONTH, {
    rounding: rounding.toFixed(2),
    notes: ['Ett underlag per laddning finns som kalkylblad.'],
  })
}

/** The same month in English. */
export const englishInvoice = (): InvoiceDocument =>
  documentOf(
    MONTH.slice(0, 12).map((line) => ({ ...line, text: line.text.replace('Laddning', 'Charging at') })),
    { language: 'en', number: '2026-1043', ocr: makeOcr('20261043', { level: 'length' }) },
  )

/** A private person: no organisation number, no e-invoice address, Plusgiro. */
export const privateInvoice = (): InvoiceDocument =>
  documentOf([sessionLine(3, { costCentre: null }), sessionLine(8, { costCentre: null })], {
    number: '2026-1044',
    ocr: makeOcr('20261044', { level: 'length' }),
    seller: { ...SELLER, bankgiro: null, plusgiro: '28 65 43-4' },
    buyer: { ...BUYER, name: 'Åsa Nyström', orgNumber: null, vatNumber: null, endpoint: null, reference: null },
  })

/** A foreign roaming partner: reverse charge, in euro. */
export const reverseChargeInvoice = (): InvoiceDocument =>
  documentOf(
    [0, 1, 2].map((n) => sessionLine(n, { vatPercent: '0', vatCategory: 'AE', costCentre: null })),
    {
      number: '2026-R007',
      language: 'en',
      currency: 'EUR',
      ocr: null,
      vatTotalSek: '0.00',
      reminderFee: null,
      buyer: {
        ...BUYER,
        customerNumber: '20001',
        name: 'Elbwind Mobility GmbH',
        orgNumber: null,
        vatNumber: 'DE136695976',
        address: { street: 'Hafenstraße 7', postalCode: '20457', city: 'Hamburg', country: 'DE' },
        reference: 'CDR-2026-10',
        orderReference: 'PO-4711',
        endpoint: { scheme: '9930', id: 'DE136695976' },
      },
    },
  )

/** Takes two charges of the fleet's invoice back. */
export const creditNote = (): InvoiceDocument =>
  documentOf([sessionLine(4), sessionLine(9)], {
    kind: 'credit-note',
    number: '2026-K012',
    issueDate: '2026-11-15',
    dueDate: '2026-11-15',
    ocr: null,
    credits: { number: '2026-1042', issueDate: '2026-11-01' },
    notes: ['Mätaren på NRL-UME-01 visade fel den 29 oktober.'],
  })

/** Several rates and an exempt line beside each other. */
export const mixedVatInvoice = (): InvoiceDocument =>
  documentOf(
    [
      sessionLine(5),
      {
        kind: 'other',
        text: 'Handbok för förare, tryckt',
        quantity: '3',
        unit: 'piece',
        gross: '318.00',
        vatPercent: '6',
      },
      {
        kind: 'other',
        text: 'Självkostnad, nätanslutning',
        quantity: '1',
        unit: 'piece',
        gross: '100.00',
        vatPercent: '0',
        vatCategory: 'E',
      },
      { kind: 'other', text: 'Lunch, förarträff', quantity: '2', unit: 'piece', gross: '336.00', vatPercent: '12' },
    ],
    { number: '2026-1045', ocr: makeOcr('20261045', { level: 'length' }) },
  )

export const SAMPLES: Readonly<Record<string, () => InvoiceDocument>> = {
  fleetInvoice,
  englishInvoice,
  privateInvoice,
  reverseChargeInvoice,
  creditNote,
  mixedVatInvoice,
}
