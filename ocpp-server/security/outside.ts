import type { VatRegister } from '../../lib/vat/vat-register'
import type { TrustedCertificates } from '../tls/trust-store'
import type { ContractPool } from './contract-pool'
import type { OcspClient } from './ocsp-client'

/** What handlers may ask beyond the database, before they answer (`Plan.prepare`). */
export interface Outside {
  readonly ocsp: OcspClient
  readonly contracts: ContractPool
  readonly vat: VatRegister
  readonly trust: { readonly current: TrustedCertificates }
}
