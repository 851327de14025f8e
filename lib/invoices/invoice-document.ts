import { z } from 'zod'

/**
 * An invoice or credit note as it stands on paper: all that PDF, Peppol, spreadsheets and JSON are made from, and nothing that is not on
 * them. It is stored when the invoice is issued and never worked out again.
 *
 * Amounts are decimal strings in major units with the currency's digits (`"12.50"`). A credit note's amounts are positive: what is given
 * back. Dates are `YYYY-MM-DD` in the seller's calendar; instants are ISO 8601 UTC.
 */

const amount = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/, 'must be an amount such as 12.50')
/** More digits than money: a price per kWh, a quantity. */
const exact = z.string().regex(/^-?\d{1,15}(\.\d{1,18})?$/, 'must be a decimal such as 3.904')
const percent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, 'must be a percentage such as 25')
const date = z.iso.date()
const instant = z.iso.datetime()
const text = z.string().min(1)

const addressSchema = z.strictObject({
  street: text,
  postalCode: text,
  city: text,
  /** ISO 3166-1, two letters. */
  country: z.string().regex(/^[A-Z]{2}$/, 'must be a country code such as SE'),
})

/** Where e-invoices are sent: a scheme of the EAS list (`0007` Swedish organisation number, `0088` GLN) and an id in it. */
const endpointSchema = z.strictObject({ scheme: z.string().regex(/^[0-9A-Z]{4}$/), id: text })

const sellerSchema = z.strictObject({
  name: text,
  orgNumber: text,
  vatNumber: text.nullable(),
  address: addressSchema,
  /** The municipality of the registered office (säte), which business letters must tell. */
  seat: text.nullable(),
  /** Adds "Godkänd för F-skatt". */
  isFTaxApproved: z.boolean(),
  email: text.nullable(),
  phone: text.nullable(),
  web: text.nullable(),
  bankgiro: text.nullable(),
  plusgiro: text.nullable(),
  iban: text.nullable(),
  bic: text.nullable(),
  swishNumber: text.nullable(),
  endpoint: endpointSchema.nullable(),
  logo: z.strictObject({ type: z.enum(['image/png', 'image/jpeg']), base64: z.base64() }).nullable(),
})

const buyerSchema = z.strictObject({
  customerNumber: text,
  name: text,
  orgNumber: text.nullable(),
  vatNumber: text.nullable(),
  address: addressSchema,
  email: text.nullable(),
  /** "Er referens": whom or what the buyer files it under. */
  reference: text.nullable(),
  orderReference: text.nullable(),
  endpoint: endpointSchema.nullable(),
})

/** UNTDID 5305: S standard, AE reverse charge, E exempt, Z zero rated. */
export const VAT_CATEGORIES = ['S', 'AE', 'E', 'Z'] as const
const vatCategory = z.enum(VAT_CATEGORIES)

const lineSchema = z.strictObject({
  /** 1, 2, 3 … in the order of printing. */
  position: z.int().min(1),
  kind: z.enum(['session', 'subscription', 'fee', 'discount', 'rounding', 'other']),
  text,
  /** Negative on lines that lower the sum (a discount): the price never is. */
  quantity: exact,
  unit: z.enum(['kWh', 'min', 'session', 'month', 'piece']),
  /** Excluding VAT, unrounded, per unit. Quantity × price equals `net` but for what rounding moved (two of the smallest unit at most). */
  unitPrice: exact,
  net: amount,
  vatPercent: percent,
  vatCategory,
  /** `gross` − `net`. */
  vat: amount,
  /** What the driver was shown. */
  gross: amount,
  costCentre: z.strictObject({ code: text, name: text }).nullable(),
  session: z
    .strictObject({
      id: text,
      station: text,
      site: text,
      startedAt: instant,
      endedAt: instant,
      /** IANA zone of the site, in which people read the times. */
      timeZone: text,
      energyKwh: exact.nullable(),
      vehicle: text.nullable(),
      driver: text.nullable(),
    })
    .nullable(),
})

const vatTotalSchema = z.strictObject({
  category: vatCategory,
  percent,
  taxable: amount,
  vat: amount,
  /** Why there is no VAT: needed for E, ignored for S. Reverse charge has its own words in every format. */
  exemptionReason: text.nullable(),
})

export const invoiceDocumentSchema = z.strictObject({
  kind: z.enum(['invoice', 'credit-note']),
  /** Null: a preview, not an invoice. */
  number: text.nullable(),
  language: z.enum(['sv', 'en']),
  issueDate: date,
  dueDate: date,
  /** When what is invoiced was supplied, both days included. */
  supply: z.strictObject({ from: date, to: date }),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as SEK'),
  seller: sellerSchema,
  buyer: buyerSchema,
  /** The invoice that a credit note takes back. */
  credits: z.strictObject({ number: text, issueDate: date }).nullable(),
  ocr: z
    .string()
    .regex(/^\d{2,25}$/, 'must be 2–25 digits')
    .nullable(),
  lines: z.array(lineSchema),
  vatTotals: z.array(vatTotalSchema),
  netTotal: amount,
  vatTotal: amount,
  grossTotal: amount,
  /** Öre rounding: `payable` − `grossTotal`. */
  rounding: amount,
  payable: amount,
  /** The VAT in kronor when the invoice is in another currency (the law wants it); else null. */
  vatTotalSek: amount.nullable(),
  notes: z.array(text),
  /** Per year; null: nothing is said of it. */
  lateInterestPercent: percent.nullable(),
  reminderFee: amount.nullable(),
})

export type InvoiceDocument = z.infer<typeof invoiceDocumentSchema>
export type InvoiceLine = InvoiceDocument['lines'][number]
export type InvoiceSeller = InvoiceDocument['seller']
export type InvoiceBuyer = InvoiceDocument['buyer']
export type VatTotal = InvoiceDocument['vatTotals'][number]
export type VatCategory = (typeof VAT_CATEGORIES)[number]
