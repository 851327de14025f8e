import type { InvoiceBuyer, InvoiceSeller } from './invoice-document'

/** A customer's row, as the database names things. */
export interface BuyerRow {
  readonly id: string
  readonly name: string
  readonly org_number: string | null
  readonly vat_number: string | null
  readonly email: string | null
  readonly invoice_email: string | null
  readonly street: string
  readonly postal_code: string
  readonly city: string
  readonly country: string
  readonly buyer_reference: string
  readonly order_reference: string
  readonly endpoint_scheme: string | null
  readonly endpoint_id: string | null
}

const orNull = (text: string) => (text === '' ? null : text)
/** An address part that nobody has entered yet, on a preview. */
const UNKNOWN = '–'

/** The buyer as an invoice names it. */
export const buyerOf = (row: BuyerRow): InvoiceBuyer => ({
  customerNumber: row.id,
  name: row.name,
  orgNumber: row.org_number,
  vatNumber: row.vat_number,
  address: {
    street: row.street || UNKNOWN,
    postalCode: row.postal_code || UNKNOWN,
    city: row.city || UNKNOWN,
    country: row.country,
  },
  email: row.invoice_email ?? row.email,
  reference: orNull(row.buyer_reference),
  orderReference: orNull(row.order_reference),
  endpoint: endpointOf(row.endpoint_scheme, row.endpoint_id),
})

/** A seller's row, as Prisma names things. */
export interface SellerParts {
  readonly name: string
  readonly orgNumber: string
  readonly vatNumber: string
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly country: string
  readonly seat: string
  readonly isFTaxApproved: boolean
  readonly email: string
  readonly phone: string
  readonly web: string
  readonly bankgiro: string | null
  readonly plusgiro: string | null
  readonly iban: string | null
  readonly bic: string | null
  readonly swishNumber: string | null
  readonly endpointScheme: string | null
  readonly endpointId: string | null
  readonly logoType: string | null
  readonly logo: Uint8Array | null
}

/** The seller as an invoice names it. */
export const sellerOf = (seller: SellerParts): InvoiceSeller => ({
  name: seller.name,
  orgNumber: seller.orgNumber,
  vatNumber: seller.vatNumber,
  address: {
    street: seller.street,
    postalCode: seller.postalCode,
    city: seller.city,
    country: seller.country,
  },
  seat: orNull(seller.seat),
  isFTaxApproved: seller.isFTaxApproved,
  email: orNull(seller.email),
  phone: orNull(seller.phone),
  web: orNull(seller.web),
  bankgiro: seller.bankgiro,
  plusgiro: seller.plusgiro,
  iban: seller.iban,
  bic: seller.bic,
  swishNumber: seller.swishNumber,
  endpoint: endpointOf(seller.endpointScheme, seller.endpointId),
  logo:
    seller.logo === null
      ? null
      : {
          type: seller.logoType === 'image/jpeg' ? 'image/jpeg' : 'image/png',
          base64: Buffer.from(seller.logo).toString('base64'),
        },
})

const endpointOf = (scheme: string | null, id: string | null) =>
  scheme === null || id === null ? null : { scheme, id }
