import { Decimal } from '../../../kernel/money'

/** The words on paper. They belong to the document's language, not to the reader's: messages/ is for the console. */
const SV = {
  invoice: 'Faktura',
  'credit-note': 'Kreditfaktura',
  reminder: 'Betalningspåminnelse',
  receipt: 'Kvitto',
  annex: 'Underlag till laddning',
  preview: 'Förhandsvisning',
  previewNote: 'Detta är en förhandsvisning och inte en faktura.',
  number: 'Fakturanummer',
  creditNumber: 'Kreditfakturanummer',
  receiptNumber: 'Kvittonummer',
  issueDate: 'Fakturadatum',
  date: 'Datum',
  dueDate: 'Förfallodag',
  customerNumber: 'Kundnummer',
  reference: 'Er referens',
  order: 'Ert ordernummer',
  supply: 'Leveransperiod',
  buyerVat: 'Ert momsregistreringsnr',
  buyerOrg: 'Ert organisationsnummer',
  credits: 'Krediterar faktura',
  toPay: 'Att betala',
  toCredit: 'Krediteras',
  paid: 'Betalt',
  paidWith: 'Betalt med',
  payBy: 'Betala senast',
  ocr: 'OCR-nummer',
  payReference: 'Betalningsreferens',
  bankgiro: 'Bankgiro',
  plusgiro: 'Plusgiro',
  swish: 'Swish',
  payee: 'Betalningsmottagare',
  payment: 'Betalning',
  qr: 'QR-kod med betalningsuppgifterna, för bankens app',
  scan: 'Skanna i bankens app',
  lines: 'Specifikation',
  text: 'Beskrivning',
  quantity: 'Antal',
  unitPrice: 'À-pris exkl. moms',
  vat: 'Moms',
  net: 'Exkl. moms',
  gross: 'Inkl. moms',
  unitGross: 'À-pris inkl. moms',
  carriedDown: 'Transport till nästa sida',
  carriedOver: 'Transport från föregående sida',
  vatTable: 'Moms per skattesats',
  rate: 'Momssats',
  taxable: 'Beskattningsunderlag',
  vatAmount: 'Momsbelopp',
  sum: 'Summa',
  netTotal: 'Summa exkl. moms',
  vatTotal: 'Moms',
  rounding: 'Öresavrundning',
  vatInSek: 'Moms i svenska kronor',
  reverseCharge: 'Omvänd betalningsskyldighet',
  exempt: 'Momsfritt',
  zero: 'Nollskattesats',
  vatReversed: 'Omvänd',
  vatNone: '0 %',
  costCentres: 'Per kostnadsställe',
  costCentre: 'Kostnadsställe',
  noCostCentre: 'Utan kostnadsställe',
  charges: 'Laddningar',
  energy: 'Energi',
  orgNumber: 'Organisationsnummer',
  vatNumber: 'Momsregistreringsnummer',
  fTax: 'Godkänd för F-skatt',
  seat: 'Säte',
  page: 'Sida',
  of: 'av',
  logo: 'Logotyp',
  units: { kWh: 'kWh', min: 'min', session: 'st', month: 'mån', piece: 'st' },
}
export type PdfWords = typeof SV

const EN: PdfWords = {
  invoice: 'Invoice',
  'credit-note': 'Credit note',
  reminder: 'Payment reminder',
  receipt: 'Receipt',
  annex: 'Particulars of a charge',
  preview: 'Preview',
  previewNote: 'This is a preview and not an invoice.',
  number: 'Invoice number',
  creditNumber: 'Credit note number',
  receiptNumber: 'Receipt number',
  issueDate: 'Invoice date',
  date: 'Date',
  dueDate: 'Due date',
  customerNumber: 'Customer number',
  reference: 'Your reference',
  order: 'Your order number',
  supply: 'Period of supply',
  buyerVat: 'Your VAT number',
  buyerOrg: 'Your registration number',
  credits: 'Credits invoice',
  toPay: 'To pay',
  toCredit: 'Credited',
  paid: 'Paid',
  paidWith: 'Paid with',
  payBy: 'Pay by',
  ocr: 'OCR number',
  payReference: 'Payment reference',
  bankgiro: 'Bankgiro',
  plusgiro: 'Plusgiro',
  swish: 'Swish',
  payee: 'Payee',
  payment: 'Payment',
  qr: 'QR code with the payment details, for your bank’s app',
  scan: 'Scan in your bank’s app',
  lines: 'Specification',
  text: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Price excl. VAT',
  vat: 'VAT',
  net: 'Excl. VAT',
  gross: 'Incl. VAT',
  unitGross: 'Price incl. VAT',
  carriedDown: 'Carried to the next page',
  carriedOver: 'Carried from the previous page',
  vatTable: 'VAT by rate',
  rate: 'VAT rate',
  taxable: 'Taxable amount',
  vatAmount: 'VAT amount',
  sum: 'Total',
  netTotal: 'Total excl. VAT',
  vatTotal: 'VAT',
  rounding: 'Rounding',
  vatInSek: 'VAT in Swedish kronor',
  reverseCharge: 'Reverse charge',
  exempt: 'Exempt from VAT',
  zero: 'Zero rate',
  vatReversed: 'Reverse',
  vatNone: '0 %',
  costCentres: 'By cost centre',
  costCentre: 'Cost centre',
  noCostCentre: 'Without cost centre',
  charges: 'Charges',
  energy: 'Energy',
  orgNumber: 'Registration number',
  vatNumber: 'VAT number',
  fTax: 'Approved for F-tax (Godkänd för F-skatt)',
  seat: 'Registered office',
  page: 'Page',
  of: 'of',
  logo: 'Logo',
  units: { kWh: 'kWh', min: 'min', session: 'pcs', month: 'mo.', piece: 'pcs' },
}

export type PdfLanguage = 'sv' | 'en'
export const pdfWords = (language: PdfLanguage): PdfWords => (language === 'sv' ? SV : EN)

const localeOf = (language: PdfLanguage) => (language === 'sv' ? 'sv-SE' : 'en-GB')

// Making a formatter costs more than drawing a line.
const numberFormats = new Map<string, Intl.NumberFormat>()
const spanFormats = new Map<string, { day: Intl.DateTimeFormat; clock: Intl.DateTimeFormat }>()

/** A quantity or price without trailing zeros beyond `atLeast`, with the language's decimal sign, rounded to `digits`. */
export function formatNumber(value: string, language: PdfLanguage, digits: number, atLeast = 0): string {
  const key = `${language} ${digits} ${atLeast}`
  let format = numberFormats.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(localeOf(language), {
      minimumFractionDigits: atLeast,
      maximumFractionDigits: digits,
    })
    numberFormats.set(key, format)
  }
  return format.format(new Decimal(value).toFixed(digits) as unknown as number)
}

/** `8 okt. 16:12–16:58`, with the second day when it is another; the wall clock of the place. */
export function formatSpan(from: string, to: string, timeZone: string, language: PdfLanguage): string {
  const key = `${language} ${timeZone}`
  let format = spanFormats.get(key)
  if (format === undefined) {
    const locale = localeOf(language)
    format = {
      day: new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' }),
      clock: new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }),
    }
    spanFormats.set(key, format)
  }
  const { day, clock } = format
  const [start, end] = [new Date(from), new Date(to)]
  const endDay = day.format(start) === day.format(end) ? '' : `${day.format(end)} `
  return `${day.format(start)} ${clock.format(start)}–${endDay}${clock.format(end)}`
}
