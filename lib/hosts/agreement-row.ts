import type { FeePayer, ShareModel } from './agreement'
import type { ShareTerms } from './share'

/** Columns of `host_agreement agreement` as `agreementOfRow` reads them. */
export const AGREEMENT_COLUMNS = `agreement.id, agreement.site_id, agreement.name, agreement.org_number, agreement.vat_number, agreement.street,
  agreement.postal_code, agreement.city, agreement.country, agreement.email, agreement.language, agreement.bank_account, agreement.model,
  trim_scale(agreement.percent)::text AS percent, trim_scale(agreement.per_kwh)::text AS per_kwh, agreement.monthly_fee::text, agreement.fee_payer,
  trim_scale(agreement.vat_percent)::text AS vat_percent, agreement.valid_from::text, agreement.valid_to::text`

export interface AgreementRow {
  id: string
  site_id: string
  name: string
  org_number: string
  vat_number: string | null
  street: string
  postal_code: string
  city: string
  country: string
  email: string
  language: 'sv' | 'en'
  bank_account: string
  model: ShareModel
  percent: string | null
  per_kwh: string | null
  monthly_fee: string
  fee_payer: FeePayer
  vat_percent: string
  valid_from: string
  valid_to: string | null
}

/** The host as a statement keeps it. */
export interface StatementHost {
  readonly name: string
  readonly orgNumber: string
  readonly vatNumber: string | null
  readonly street: string
  readonly postalCode: string
  readonly city: string
  readonly country: string
  readonly email: string
  readonly bankAccount: string
}

export const hostOfRow = (row: AgreementRow): StatementHost => ({
  name: row.name,
  orgNumber: row.org_number,
  vatNumber: row.vat_number,
  street: row.street,
  postalCode: row.postal_code,
  city: row.city,
  country: row.country,
  email: row.email,
  bankAccount: row.bank_account,
})

export const termsOfAgreement = (row: AgreementRow): ShareTerms => ({
  model: row.model,
  percent: row.percent,
  perKwh: row.per_kwh,
  monthlyFee: row.monthly_fee,
  feePayer: row.fee_payer,
  vatPercent: row.vat_percent,
  validFrom: row.valid_from,
  validTo: row.valid_to,
})
