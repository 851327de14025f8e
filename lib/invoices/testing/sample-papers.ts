import type { SessionAnnex } from '../formats/pdf/annex-pdf'
import type { ReceiptDocument } from '../formats/pdf/receipt-pdf'
import type { ReminderDocument } from '../formats/pdf/reminder-pdf'
import { BUYER, fleetInvoice, SELLER, sessionLine } from './sample-documents'

/** A reminder of the fleet's invoice, of which a part is paid, and of an older one. */
export const reminder = (): ReminderDocument => ({
  seller: SELLER,
  buyer: BUYER,
  language: 'sv',
  currency: 'SEK',
  round: 1,
  issueDate: '2026-12-12',
  dueDate: '2026-12-22',
  ocr: fleetInvoice().ocr,
  notes: [],
  invoices: [
    {
      number: '2026-1042',
      issueDate: '2026-11-01',
      dueDate: '2026-12-01',
      amount: fleetInvoice().payable,
      paid: '5000.00',
      interest: '19.81',
    },
    {
      number: '2026-0977',
      issueDate: '2026-10-01',
      dueDate: '2026-10-31',
      amount: '412.50',
      paid: '0.00',
      interest: '4.98',
    },
  ],
  fee: '60.00',
  lateInterestPercent: '10.5',
})

/** A driver who paid at the station. */
export const receipt = (): ReceiptDocument => ({
  language: 'sv',
  currency: 'SEK',
  seller: SELLER,
  number: 'K-2026-55012',
  issueDate: '2026-10-15',
  lines: [
    {
      text: 'Startavgift',
      quantity: '1',
      unit: 'session',
      vatPercent: '25',
      gross: '5.00',
      unitPriceGross: '5.00',
      session: null,
    },
    {
      text: 'Laddning NRL-SKE-03',
      quantity: '10.674',
      unit: 'kWh',
      vatPercent: '25',
      gross: '52.84',
      unitPriceGross: '4.95',
      session: sessionLine(2).session ?? null,
    },
  ],
  vatTotals: [{ category: 'S', percent: '25', taxable: '46.27', vat: '11.57', exemptionReason: null }],
  netTotal: '46.27',
  vatTotal: '11.57',
  rounding: '0.00',
  payable: '57.84',
  vatTotalSek: null,
  payment: { means: 'Visa ••••4242', reference: 'pi_3Q1x7Y2eZvKYlo2C', day: '2026-10-15' },
})

/** A session that somebody doubts, with an idle fee. */
export const annex = (): SessionAnnex => ({
  language: 'sv',
  seller: SELLER,
  issueDate: '2026-11-20',
  invoice: { number: '2026-1042', issueDate: '2026-11-01', line: 3 },
  session: {
    id: '81002',
    station: 'NRL-SKE-03',
    site: 'Skellefteå Hamn',
    startedAt: '2026-10-15T10:12:04Z',
    endedAt: '2026-10-15T10:58:41Z',
    timeZone: 'Europe/Stockholm',
    energyKwh: '10.674',
    meterStartKwh: '48211.402',
    meterStopKwh: '48222.076',
    token: 'Tagg …4F21',
    vehicle: 'LMN 45E',
    driver: 'Jonas Häll',
  },
  tariff: {
    name: 'Publik 4,95',
    version: 7,
    validFrom: '2026-09-01',
    pricesIncludeVat: true,
    summary: ['4,95 kr per kWh.', '1,00 kr per minut när fordonet inte laddar, efter 10 minuter.'],
  },
  agreement: ['2,64 kr rabatt'],
  cuts: [
    {
      at: '2026-10-15T10:30:00Z',
      energyKwh: '7.2',
      readings: ['2026-10-15T10:26:30Z', '2026-10-15T10:41:00Z'],
    },
  ],
  correctedKwh: null,
  kept: { on: '2026-11-01', digest: 'ab12'.repeat(16) },
  price: {
    currency: 'SEK',
    lines: [
      {
        kind: 'energy',
        quantity: '10.674',
        unit: 'kWh',
        rate: '4.95',
        amount: '52.84',
        vat: '10.57',
        from: '2026-10-15T10:12:04Z',
        to: '2026-10-15T10:41:00Z',
        reason: 'metered',
      },
      {
        kind: 'idle',
        quantity: '7.683333',
        unit: 'min',
        rate: '1',
        amount: '7.68',
        vat: '1.54',
        from: '2026-10-15T10:51:00Z',
        to: '2026-10-15T10:58:41Z',
        reason: 'idle-after-grace',
      },
      {
        kind: 'discount',
        quantity: '1',
        unit: 'session',
        rate: '-2.64',
        amount: '-2.64',
        vat: '-0.53',
        from: '2026-10-15T10:12:04Z',
        to: '2026-10-15T10:58:41Z',
        reason: 'discount',
      },
    ],
    totalExclVat: '46.30',
    vat: '11.58',
    total: '57.88',
  },
  readings: [
    { at: '2026-10-15T10:12:04Z', registerKwh: '48211.402', sinceStartKwh: '0', source: 'StartTransaction' },
    { at: '2026-10-15T10:26:30Z', registerKwh: '48217.118', sinceStartKwh: '5.716', source: 'MeterValues' },
    { at: '2026-10-15T10:41:00Z', registerKwh: '48222.076', sinceStartKwh: '10.674', source: 'MeterValues' },
    { at: '2026-10-15T10:58:41Z', registerKwh: '48222.076', sinceStartKwh: '10.674', source: 'StopTransaction' },
  ],
  issuedBy: 'Fakturering oktober 2026, Eva Lund',
  recalculated: { on: '2026-11-20', total: '57.88' },
})
